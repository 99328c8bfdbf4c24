import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { multipleCmds } from './multiple-cmds.ts';

const found = (text: string) => violations(multipleCmds, text).map(([line, place]) => [line, place]);

describe('multiple-cmds', () => {
  it.each([
    {
      text: 'FROM debian:12\nCMD ["a"]\nCMD b\nCMD ["c"]\n',
      at: [
        [3, 'CMD'],
        [4, 'CMD'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nCMD ["a"]\n',
    'FROM debian:12\nCMD ["a"]\nFROM debian:12\nCMD ["b"]\n',
    'FROM debian:12\nCMD ["a"]\nONBUILD CMD ["b"]\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM debian:12\nCMD ["a"]\nRUN x\nCMD b \\\n  c\n# why\nCMD ["d"]\n',
      after: 'FROM debian:12\nRUN x\n# why\nCMD ["d"]\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(multipleCmds, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });
});
