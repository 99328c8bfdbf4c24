import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { fromPlatformFlag } from './from-platform-flag.ts';

const found = (text: string) => violations(fromPlatformFlag, text).map(([line, place]) => [line, place]);

describe('from-platform-flag', () => {
  it.each([
    { text: 'FROM --platform=linux/amd64 a:1\n', at: [[1, '--platform=linux/amd64']] },
    { text: 'FROM --platform=linux/$TARGETARCH a:1 AS b\nFROM b\n', at: [[1, '--platform=linux/$TARGETARCH']] },
    { text: 'ARG P=x\nFROM --platform=$P a:1\n', at: [[2, '--platform=$P']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM --platform=$BUILDPLATFORM a:1\n',
    `FROM --platform=\${TARGETPLATFORM:-linux/amd64} a:1\n`,
    'FROM a:1\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
