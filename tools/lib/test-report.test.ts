import { expect, it } from 'vitest';
import { forbiddenSkips, tallyOf } from './test-report.ts';

const outcome = (fullName: string, status: string) => ({ fullName, status });

it('counts tests, and files that could not be loaded', () => {
  const results = [
    outcome('a', 'passed'),
    outcome('b', 'failed'),
    outcome('c (skipped: needs rpm)', 'skipped'),
    outcome('d', 'pending'),
  ];
  const report = {
    testResults: [
      { name: 'x.test.ts', status: 'failed', assertionResults: results },
      { name: 'y.test.ts', status: 'failed', message: 'cannot be parsed', assertionResults: [] },
    ],
  };
  expect(tallyOf(report)).toEqual({
    passed: 1,
    failed: 2,
    skipped: ['c (skipped: needs rpm)', 'd'],
    failures: ['b', 'y.test.ts'],
  });
});

it('a missing program is no excuse; a missing ../shared is', () => {
  const skipped = ['a (skipped: needs rpm)', 'b (skipped: needs ../shared)', 'c'];
  expect(forbiddenSkips(skipped, false)).toEqual(['a (skipped: needs rpm)', 'c']);
  expect(forbiddenSkips(skipped, true)).toEqual(skipped);
});
