import { expect, it } from 'vitest';
import { severityOfScore } from '../../model/severity.ts';
import type { Rating } from '../../model/vulnerability.ts';
import { riskOf } from './risk.ts';
import { chooseSeverity, type RatingGroups } from './severity.ts';

const cvss = (source: string, version: string, score: number): Rating => ({
  source,
  version,
  score,
  vector: `v${score}`,
  severity: severityOfScore(score),
});
const word = (source: string, severity: Rating['severity']): Rating => ({ source, version: 'word', severity });
const none: RatingGroups = { own: [], language: [], otherDistros: [] };

it.each([
  [{}, 'unknown', 'none'],
  // 1. The own distribution: its word, then its CVSS, newest first.
  [
    { distro: 'debian', own: [cvss('x', '3.1', 9.8), word('x', 'low')], language: [cvss('ghsa', '3.1', 9)] },
    'low',
    'debian',
  ],
  [{ distro: 'debian', own: [cvss('x', '2.0', 9.8), cvss('x', '3.1', 5)] }, 'medium', 'debian'],
  [{ distro: 'debian', own: [word('x', 'unknown')], language: [cvss('ghsa', '3.1', 9)] }, 'critical', 'ghsa'],
  // 2. Languages: newest version, then GHSA, then by name; a word only of GHSA and only without a CVSS.
  [{ language: [cvss('ghsa', '3.1', 9), cvss('go', '4.0', 5)] }, 'medium', 'go'],
  [{ language: [cvss('go', '3.1', 9), cvss('ghsa', '3.1', 5)] }, 'medium', 'ghsa'],
  [{ language: [cvss('rustsec', '3.1', 9), cvss('pysec', '3.1', 5)] }, 'medium', 'pysec'],
  [{ language: [cvss('ghsa', '3.1', 5), cvss('ghsa', '3.1', 7.5)] }, 'high', 'ghsa'],
  [{ language: [word('ghsa', 'high'), cvss('pysec', '3.0', 5)] }, 'medium', 'pysec'],
  [{ language: [word('ghsa', 'high'), word('pysec', 'low')] }, 'high', 'ghsa'],
  [{ language: [word('mal', 'critical')] }, 'critical', 'mal'],
  [{ language: [word('pysec', 'low')], otherDistros: [word('ubuntu', 'medium')] }, 'medium', 'ubuntu'],
  // 3. Other distributions: CVSS before words.
  [{ otherDistros: [word('alpine', 'high'), cvss('ubuntu', '3.0', 5), cvss('rocky', '3.1', 2)] }, 'low', 'rocky'],
  [{ otherDistros: [word('ubuntu', 'high'), word('debian', 'low')] }, 'low', 'debian'],
])('%j: %s by %s', (groups, severity, source) => {
  expect(chooseSeverity({ ...none, ...groups })).toMatchObject({ severity, source });
});

it.each([
  [{ severity: 'critical', score: 9.8 }, 39.2],
  [{ severity: 'critical', score: 10, kev: {}, epss: { score: 0.1 } }, 100],
  [{ severity: 'high', epss: { score: 0.5 } }, 56],
  [{ severity: 'unknown' }, 20],
  [{ severity: 'medium' }, 22],
  [{ severity: 'low' }, 10],
  [{ severity: 'low', score: 0 }, 0],
] as const)('the risk of %j is %d', (factors, risk) => {
  expect(riskOf(factors)).toBe(risk);
});
