/** The one palette, worst first. `negligible` of a distribution's own word is `low` here and keeps its name in the rating. */
export const severities = ['critical', 'high', 'medium', 'low', 'unknown'] as const;

export type Severity = (typeof severities)[number];

/** 0 for critical … 4 for unknown: sorts the worst first. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** The qualitative rating of a CVSS base score (CVSS v3.1 §5, v4.0 §6; v2 scores by the same bands, as NVD shows them). A score of 0 is `none`: low here. */
export function severityOfScore(score: number): Severity {
  if (!(score >= 0 && score <= 10)) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return 'low';
}
