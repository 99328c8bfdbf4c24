import { describe, expect, it } from 'vitest';
import { findings, fixed, violations } from '../../../test/kit/lint.ts';
import { copyManyToDirectory } from './copy-many-to-directory.ts';

const found = (text: string) => violations(copyManyToDirectory, text).map(([line, place]) => [line, place]);

describe('copy-many-to-directory', () => {
  it.each([
    { text: 'FROM debian:12\nCOPY a b /c\n', at: [[2, '/c']] },
    { text: 'FROM debian:12\nCOPY ["a", "b", "/c"]\n', at: [[2, '"/c"']] },
    { text: 'FROM debian:12\nCOPY a b $c\n', at: [[2, '$c']] },
    { text: 'FROM debian:12\nCOPY --from=x a b .\n', at: [[2, '.']] },
    { text: 'FROM debian:12\nCOPY a <<EOF /c\nx\nEOF\n', at: [[2, '/c']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nCOPY a b /c/\n',
    'FROM debian:12\nCOPY a b "/c/"\n',
    'FROM debian:12\nCOPY a* /c\n',
    'FROM debian:12\nADD a.tar b.tar /c\n',
    '# escape=`\nFROM windows:1\nCOPY a b C:\\c\\\n',
    'FROM debian:12\nONBUILD COPY a b /c\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    { before: 'FROM debian:12\nCOPY a b /c\n', after: 'FROM debian:12\nCOPY a b /c/\n' },
    { before: 'FROM debian:12\nCOPY ["a", "b", "/c"]\n', after: 'FROM debian:12\nCOPY ["a", "b", "/c/"]\n' },
    { before: 'FROM debian:12\nCOPY a b $c\n', after: 'FROM debian:12\nCOPY a b $c/\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(copyManyToDirectory, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each(['FROM debian:12\nCOPY a "b c"\n'])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(copyManyToDirectory, text)).toBe(text);
  });

  it('thinks less of a dot, which is a directory', () => {
    expect(
      findings(copyManyToDirectory, 'FROM debian:12\nCOPY a b .\nCOPY a b /c\n').map(({ level }) => level),
    ).toEqual(['info', 'error']);
  });
});
