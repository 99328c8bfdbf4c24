import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { figuresOf, lintDifferencesPath, makeLintDifferences } from './make-lint-differences.ts';

const page = readFileSync(lintDifferencesPath, 'utf8');

it('the page tells every known difference: node tools/make-lint-differences.ts writes it', () => {
  expect(makeLintDifferences(figuresOf(page))).toBe(page);
});

it('no difference is without an explanation', () => {
  const counts = [...figuresOf(page).matchAll(/and (\d+) are not explained/g)].map(([, count]) => count);
  expect(counts.length).toBeGreaterThan(0);
  expect(counts.every((count) => count === '0')).toBe(true);
});
