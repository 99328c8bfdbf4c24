import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { redundantTargetPlatform } from './redundant-target-platform.ts';

const found = (text: string) => violations(redundantTargetPlatform, text).map(([line, place]) => [line, place]);

describe('redundant-target-platform', () => {
  it.each([
    { text: 'FROM --platform=$TARGETPLATFORM a:1\n', at: [[1, '--platform=$TARGETPLATFORM']] },
    { text: `FROM --platform="\${TARGETPLATFORM}" a:1\n`, at: [[1, `--platform="\${TARGETPLATFORM}"`]] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    `FROM --platform=\${TARGETPLATFORM:-linux/amd64} a:1\n`,
    'FROM --platform=$BUILDPLATFORM a:1\n',
    'FROM --platform=$TARGETPLATFORMX a:1\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([{ before: 'FROM --platform=$TARGETPLATFORM  a:1 AS b\n', after: 'FROM a:1 AS b\n' }])(
    'mends $before',
    ({ before, after }) => {
      expect(fixed(redundantTargetPlatform, before)).toBe(after);
      expect(found(after)).toEqual([]);
    },
  );
});
