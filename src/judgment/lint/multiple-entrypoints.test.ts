import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { multipleEntrypoints } from './multiple-entrypoints.ts';

const found = (text: string) => violations(multipleEntrypoints, text).map(([line, place]) => [line, place]);

describe('multiple-entrypoints', () => {
  it.each([
    {
      text: 'FROM debian:12\nENTRYPOINT ["a"]\nENTRYPOINT b\nENTRYPOINT ["c"]\n',
      at: [
        [3, 'ENTRYPOINT'],
        [4, 'ENTRYPOINT'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nENTRYPOINT ["a"]\n',
    'FROM debian:12\nENTRYPOINT ["a"]\nFROM debian:12\nENTRYPOINT ["b"]\n',
    'FROM debian:12\nENTRYPOINT ["a"]\nONBUILD ENTRYPOINT ["b"]\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM debian:12\nENTRYPOINT ["a"]\nRUN x\nENTRYPOINT b \\\n  c\n# why\nENTRYPOINT ["d"]\n',
      after: 'FROM debian:12\nRUN x\n# why\nENTRYPOINT ["d"]\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(multipleEntrypoints, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });
});
