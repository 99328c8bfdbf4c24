import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { unusedStage } from './unused-stage.ts';

const stages = (text: string) => violations(unusedStage, text).map(([, stage]) => stage);

describe('unused-stage', () => {
  it.each([
    ['FROM golang AS build\nRUN go build\nFROM alpine\nCOPY x /x', ['build']],
    ['FROM node:22\nRUN npm ci\nFROM alpine', ['node:22']],
    ['FROM a AS x\nFROM x AS y\nFROM alpine', ['y']],
    ['FROM golang AS build\nFROM alpine\nCOPY --from=build /x /x', []],
    ['FROM golang\nFROM alpine\nCOPY --from=0 /x /x', []],
    ['FROM golang AS build\nFROM alpine\nRUN --mount=from=build,target=/x true', []],
    ['FROM golang AS build\nFROM build', []],
    ['FROM x AS bin-linux\nFROM x AS bin-darwin\nFROM bin-$TARGETOS', []],
    ['FROM golang AS test\nRUN go test\nFROM alpine', []],
    ['FROM x AS a\nRUN a\nFROM x AS b\nRUN b\nFROM alpine', []],
    ['FROM alpine AS server\nCMD ["server"]\nFROM alpine', []],
    ['FROM alpine', []],
  ])('%j', (text, expected) => expect(stages(text)).toEqual(expected));
});
