import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

it.each([
  ['scna', 'scan'],
  ['sacn', 'scan'],
  ['SBOM', 'sbom'],
  ['--formt', undefined],
  ['x', undefined],
  ['', undefined],
  ['quikcview', 'quickview'],
])('%s → %s', (word, meant) => expect(nearest(word, ['scan', 'sbom', 'quickview', 'cves'])).toBe(meant));
