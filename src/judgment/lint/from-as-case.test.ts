import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { fromAsCase } from './from-as-case.ts';

const found = (text: string) => violations(fromAsCase, text).map(([line, place]) => [line, place]);

describe('from-as-case', () => {
  it.each([
    { text: 'FROM a:1 as b\n', at: [[1, 'as']] },
    { text: 'from a:1 AS b\n', at: [[1, 'AS']] },
    { text: 'FROM a:1 As b\n', at: [[1, 'As']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM a:1 AS b\n', 'from a:1 as b\n', 'From a:1 As b\n', 'FROM a:1\n'])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([{ before: 'FROM a:1 as b\nfrom a:1 AS c\n', after: 'FROM a:1 AS b\nfrom a:1 as c\n' }])(
    'mends $before',
    ({ before, after }) => {
      expect(fixed(fromAsCase, before)).toBe(after);
      expect(found(after)).toEqual([]);
    },
  );
});
