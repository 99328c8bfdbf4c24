import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { legacyKeyValue } from './legacy-key-value.ts';

const found = (text: string) => violations(legacyKeyValue, text).map(([line, place]) => [line, place]);

describe('legacy-key-value', () => {
  it.each([
    {
      text: 'FROM debian:12\nENV a b c\nLABEL d e\n',
      at: [
        [2, 'a b c'],
        [3, 'd e'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM debian:12\nENV a=b c=d\nLABEL e=f\nARG g\n', 'FROM debian:12\nONBUILD ENV a b\n'])(
    'is silent about %j',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it.each([
    {
      before: 'FROM debian:12\nENV a b\nENV  c   d $e  f\nlabel g "h i"\n',
      after: 'FROM debian:12\nENV a=b\nENV  c="d $e  f"\nlabel g="h i"\n',
    },
    { before: 'FROM debian:12\nENV a b "c d" e\n', after: 'FROM debian:12\nENV a=b\\ "c d"\\ e\n' },
    { before: "FROM debian:12\nENV a it\\'s b\n", after: "FROM debian:12\nENV a=it\\'s\\ b\n" },
    { before: 'FROM debian:12\nENV a b \\\n  # why\n  c\n', after: 'FROM debian:12\nENV a="b \\\n  # why\n  c"\n' },
    { before: 'FROM debian:12\nENV a x=y\n', after: 'FROM debian:12\nENV a=x=y\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(legacyKeyValue, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each(['FROM debian:12\nENV a "b \\\n c"\n', 'FROM debian:12\nENV a b \\\n "c"\n'])(
    'leaves %j to its author',
    (text) => {
      expect(found(text)).not.toEqual([]);
      expect(fixed(legacyKeyValue, text)).toBe(text);
    },
  );
});
