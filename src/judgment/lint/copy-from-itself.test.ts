import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { copyFromItself } from './copy-from-itself.ts';

const found = (text: string) => violations(copyFromItself, text).map(([line, place]) => [line, place]);

describe('copy-from-itself', () => {
  it.each([
    {
      text: 'FROM debian:12 AS foo\nCOPY --from=foo a /b\nCOPY --from=FOO a /b\n',
      at: [
        [2, 'foo'],
        [3, 'FOO'],
      ],
    },
    { text: 'FROM a:1\nFROM a:1\nCOPY --from=1 a /b\n', at: [[3, '1']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12 AS foo\nCOPY --from=foo:1 a /b\n',
    'FROM a:1 AS foo\nFROM a:1 AS bar\nCOPY --from=foo a /b\nCOPY --from=0 a /b\n',
    'FROM debian:12\nCOPY --from=x a /b\n',
    'FROM debian:12\nCOPY a /b\n',
    'FROM debian:12 AS foo\nONBUILD COPY --from=foo a /b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
