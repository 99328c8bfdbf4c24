import type { Severity } from '../../model/severity.ts';

// Middle of each band of CVSS v3.1 §5; unknown counts as a medium, so that it does not hide at the end of the list.
const typicalScores: Readonly<Record<Severity, number>> = { critical: 9.5, high: 8, medium: 5.5, low: 2.5, unknown: 5 };

/** What weighs in a flaw's risk. */
export interface RiskFactors {
  readonly severity: Severity;
  /** CVSS base score of the chosen rating, 0–10. */
  readonly score?: number;
  readonly epss?: { readonly score: number };
  readonly kev?: object;
}

/** 0–100 with one decimal: severity, weighted by how likely the flaw is to be exploited (docs/matching.md §6). */
export function riskOf({ severity, score, epss, kev }: RiskFactors): number {
  const probability = kev === undefined ? (epss?.score ?? 0) : 1;
  return Math.round(100 * (score ?? typicalScores[severity]) * (0.4 + 0.6 * probability)) / 10;
}
