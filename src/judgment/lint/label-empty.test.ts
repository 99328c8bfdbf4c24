import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelEmpty } from './label-empty.ts';

const more = { labelSchema: { a: 'text', b: 'url' } as const, strictLabels: true };
const found = (text: string) => violations(labelEmpty, text, more).map(([line, place]) => [line, place]);

describe('label-empty', () => {
  it.each([
    {
      text: 'FROM debian:12\nLABEL a= b="" c=\n',
      at: [
        [2, 'a='],
        [2, 'b=""'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM debian:12\nLABEL a=x b=$y\n', 'FROM debian:12\nENV a=\n'])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
