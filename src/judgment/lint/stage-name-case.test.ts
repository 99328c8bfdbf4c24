import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { stageNameCase } from './stage-name-case.ts';

const found = (text: string) => violations(stageNameCase, text).map(([line, place]) => [line, place]);

describe('stage-name-case', () => {
  it.each([{ text: 'FROM a:1 AS Build\n', at: [[1, 'Build']] }])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM a:1 AS build\n', 'FROM a:1 as build-2\nFROM A:1\n'])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before:
        'FROM a:1 AS Build\nFROM a:1\nCOPY --from=Build a /b\nRUN --mount=type=bind,from=BUILD,target=/x y\nFROM Build\nCOPY Build /Build\n',
      after:
        'FROM a:1 AS build\nFROM a:1\nCOPY --from=build a /b\nRUN --mount=type=bind,from=build,target=/x y\nFROM build\nCOPY Build /Build\n',
    },
    { before: 'FROM a:1 AS X\nFROM a:1 AS X\n', after: 'FROM a:1 AS x\nFROM a:1 AS x\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(stageNameCase, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });
});
