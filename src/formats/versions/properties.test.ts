import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { versionSchemes } from './index.ts';
import { versionPairs } from './testdata/pairs.ts';

/** Versions people write, for Maven, whose own order runs in circles beyond them: numbers, then perhaps one qualifier and its number. */
const plainMaven = fc
  .tuple(
    fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '-alpha', '-beta', '-M', '-RC', '-SNAPSHOT', '-sp', '-jre', '.Final'),
    fc.nat(12),
  )
  .map(
    ([numbers, qualifier, count]) =>
      numbers.join('.') + qualifier + (/^-(alpha|beta|M|RC|sp)$/.test(qualifier) ? String(count) : ''),
  );

describe.each(versionSchemes.map((scheme) => [scheme.id, scheme] as const))('%s', (id, scheme) => {
  const pool = [...new Set(versionPairs(id, 3, 400).flat())].filter((version) => scheme.isValid(version));
  const version = fc.constantFrom(...pool);
  const transitiveVersion = id === 'maven' ? plainMaven : version;
  const garbage = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123.~^-_+:!abr vgo\t\n') }),
  );

  it('is reflexive and antisymmetric', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(scheme.compare(a, a)).toBe(0);
        expect(scheme.compare(a, b) + scheme.compare(b, a)).toBe(0);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(transitiveVersion, transitiveVersion, transitiveVersion, (...three) => {
        const [a, b, c] = three.sort((one, two) => scheme.compare(one, two)) as [string, string, string];
        expect(scheme.compare(a, b)).toBeLessThanOrEqual(0);
        expect(scheme.compare(b, c)).toBeLessThanOrEqual(0);
        const outer = scheme.compare(a, c);
        expect(outer).toBe(scheme.compare(a, b) === 0 && scheme.compare(b, c) === 0 ? 0 : -1);
      }),
      { numRuns: 3000, seed: 2 },
    );
  });

  it('never throws and stays antisymmetric on garbage', () => {
    fc.assert(
      fc.property(garbage, fc.oneof(garbage, version), (a, b) => {
        expect(typeof scheme.isValid(a)).toBe('boolean');
        expect(scheme.compare(a, b) + scheme.compare(b, a)).toBe(0);
        expect(scheme.compare(a, a)).toBe(0);
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  it('takes the bound 0, which precedes every release', () => {
    expect(scheme.isValid('0')).toBe(true);
    expect(scheme.compare('0', id === 'golang' ? 'v0.0.1' : '0.1')).toBe(-1);
  });

  it('spends no time on hostile input', () => {
    const started = performance.now();
    for (const unit of ['1', '1.', 'a', '-', '~', '1-', 'a1', '0', ' ', '_p', '.0', '+', '1!']) {
      const huge = unit.repeat(10_000_000 / unit.length);
      const long = unit.repeat(4_000 / unit.length);
      expect(scheme.isValid(huge)).toBe(false);
      for (const text of [huge, long, `1${long}`, `1${long}!`]) {
        scheme.isValid(text);
        scheme.compare(text, `${text}1`);
      }
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
