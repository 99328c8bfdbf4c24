import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { basePlatformMismatch } from './base-platform-mismatch.ts';

const found = (text: string) => violations(basePlatformMismatch, text).map(([line, place]) => [line, place]);

describe('base-platform-mismatch', () => {
  it.each([
    { text: 'FROM --platform=linux/arm64 amd64/debian:12\n', at: [[1, 'amd64/debian:12']] },
    {
      text: 'FROM --platform=linux/amd64 mcr.microsoft.com/windows/nanoserver:1\n',
      at: [[1, 'mcr.microsoft.com/windows/nanoserver:1']],
    },
    { text: 'FROM --platform=linux/amd64 docker.io/arm64v8/alpine:3\n', at: [[1, 'docker.io/arm64v8/alpine:3']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM --platform=linux/arm64/v8 arm64v8/alpine:3\n',
    'FROM arm64v8/alpine:3\n',
    'FROM --platform=$BUILDPLATFORM arm64v8/alpine:3\n',
    'FROM --platform=linux/amd64 reg.io/arm64v8/alpine:3\n',
    'FROM --platform=linux/amd64 arm/alpine:3\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
