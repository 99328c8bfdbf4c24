import type { Diagnostic } from '../../model/diagnostic.ts';
import { severityRank } from '../../model/severity.ts';
import type { Vulnerability } from '../../model/vulnerability.ts';

/** By code units, the same everywhere: no locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By id, then package: what a new rating does not move, so that two runs compare well. */
export function compareById(
  a: Pick<Vulnerability, 'id' | 'package'>,
  b: Pick<Vulnerability, 'id' | 'package'>,
): number {
  return compareText(a.id, b.id) || compareText(a.package, b.package);
}

/** Worst first: severity, then risk, then id and package. */
export function compareWorst(a: Vulnerability, b: Vulnerability): number {
  return severityRank(a.severity) - severityRank(b.severity) || b.risk - a.risk || compareById(a, b);
}

/** By layer, path, code and message; what concerns no layer comes first. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    (a.layer ?? -1) - (b.layer ?? -1) ||
    compareText(a.path ?? '', b.path ?? '') ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}
