import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { emptyContinuation } from './empty-continuation.ts';

const found = (text: string) => violations(emptyContinuation, text).map(([line, place]) => [line, place]);

describe('empty-continuation', () => {
  it.each([
    { text: 'FROM debian:12\nRUN a \\\n\n b\n', at: [[3, '\n']] },
    {
      text: 'FROM debian:12\nRUN a \\\n\n  \n# c\n\n b\n',
      at: [
        [3, '\n  \n'],
        [6, '\n'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM debian:12\nRUN a \\\n# c\n b\n\nRUN c\n', 'FROM debian:12\nRUN <<EOF\na\n\nb\nEOF\n'])(
    'is silent about %j',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it.each([
    {
      before: 'FROM debian:12\nRUN a \\\n\n\n  b \\\n# c\n\n  c\n',
      after: 'FROM debian:12\nRUN a \\\n  b \\\n# c\n  c\n',
    },
    { before: 'FROM a:1\r\nRUN a \\\r\n\r\n  b\r\n', after: 'FROM a:1\r\nRUN a \\\r\n  b\r\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(emptyContinuation, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });
});
