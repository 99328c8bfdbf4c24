import { describe, expect, it } from 'vitest';
import { findings } from '../../../test/kit/lint.ts';
import { baseVulnerable } from './base-vulnerable.ts';

const told = (critical: number, high: number) =>
  findings(baseVulnerable, 'FROM debian:12', {
    base: () => ({ flaws: { critical, high, scannedAt: '2026-01-01T10:00:00Z' } }),
  }).map(({ level, message }) => `${level}: ${message}`);

describe('base-vulnerable', () => {
  it.each([
    [2, 5, ['warning: debian:12 has 2 critical and 5 high vulnerabilities (scanned 2026-01-01)']],
    [0, 1, ['info: debian:12 has 1 high vulnerability (scanned 2026-01-01)']],
    [0, 0, []],
  ])('%i critical, %i high', (critical, high, expected) => expect(told(critical, high)).toEqual(expected));

  it('says nothing of an image that was never scanned', () => {
    expect(findings(baseVulnerable, 'FROM debian:12')).toEqual([]);
  });
});
