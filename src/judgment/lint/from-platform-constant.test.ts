import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { fromPlatformConstant } from './from-platform-constant.ts';

const found = (text: string) => violations(fromPlatformConstant, text).map(([line, place]) => [line, place]);

describe('from-platform-constant', () => {
  it.each([
    { text: 'FROM --platform=linux/amd64 a:1\n', at: [[1, 'linux/amd64']] },
    { text: 'FROM --platform=linux/arm/v7 a:1 AS x\n', at: [[1, 'linux/arm/v7']] },
    { text: 'FROM --platform=windows a:1\n', at: [[1, 'windows']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM --platform=linux/amd64 a:1 AS build-amd64\n',
    'FROM --platform=linux/x86_64 a:1 AS amd64\n',
    'FROM --platform=arm64 a:1 AS linux\n',
    'FROM --platform=$BUILDPLATFORM a:1\n',
    'FROM --platform=local a:1\n',
    'FROM a:1\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
