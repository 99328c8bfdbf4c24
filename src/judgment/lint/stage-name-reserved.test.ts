import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { stageNameReserved } from './stage-name-reserved.ts';

const found = (text: string) => violations(stageNameReserved, text).map(([line, place]) => [line, place]);

describe('stage-name-reserved', () => {
  it.each([
    {
      text: 'FROM a:1 AS scratch\nFROM a:1 AS Context\n',
      at: [
        [1, 'scratch'],
        [2, 'Context'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM scratch AS a\n', 'FROM a:1 AS contexts\n'])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
