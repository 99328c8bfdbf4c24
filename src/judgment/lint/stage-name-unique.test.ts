import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { stageNameUnique } from './stage-name-unique.ts';

const found = (text: string) => violations(stageNameUnique, text).map(([line, place]) => [line, place]);

describe('stage-name-unique', () => {
  it.each([
    {
      text: 'FROM a:1 AS x\nFROM a:1 AS y\nFROM a:1 AS X\nFROM a:1 AS x\n',
      at: [
        [3, 'X'],
        [4, 'x'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM a:1 AS x\nFROM a:1 AS y\nFROM a:1\nFROM a:1\n'])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
