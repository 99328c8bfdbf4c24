import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelSuperfluous } from './label-superfluous.ts';

const more = { labelSchema: { a: 'text' } as const, strictLabels: true };
const found = (text: string) => violations(labelSuperfluous, text, more).map(([line, place]) => [line, place]);

describe('label-superfluous', () => {
  it.each([
    {
      text: 'FROM debian:12\nLABEL a=1 b=2 c=3\n',
      at: [
        [2, 'b'],
        [2, 'c'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM debian:12\nLABEL a=1\n', 'FROM debian:12\nONBUILD LABEL b=1\n'])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is silent unless labels are strict', () => {
    expect(violations(labelSuperfluous, 'FROM x:1\nLABEL b=1\n', { ...more, strictLabels: false })).toEqual([]);
  });
});
