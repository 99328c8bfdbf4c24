import { expect, test } from 'vitest';
import { delayAfter } from './retry.ts';

const POLICY = { tries: 4, firstDelayMs: 500, maxDelayMs: 30_000 };
const NOW = Date.parse('2026-01-01T00:00:00Z');

test.each([
  [1, undefined, 500],
  [3, undefined, 2000],
  [20, undefined, 30_000],
  [1, '7', 7000],
  [1, '0', 0],
  [1, '99999999999999999999', 30_000],
  [1, 'Thu, 01 Jan 2026 00:00:05 GMT', 5000],
  [1, 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  [2, 'soon', 1000],
  [1, '-5', 500],
  [1, '1e9', 500],
  [1, '', 500],
  [1, '9'.repeat(70), 500],
])('after try %i with Retry-After %s: %i ms', (attempt, retryAfter, expected) => {
  expect(delayAfter(attempt, retryAfter, POLICY, NOW)).toBe(expected);
});
