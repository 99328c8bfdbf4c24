import type { Severity } from '../../model/severity.ts';
import type { Rating } from '../../model/vulnerability.ts';

/** The ratings of one flaw as one package sees them, by who said them; `docs/matching.md` §6 takes the first group that has any. */
export interface RatingGroups {
  /** Of the own distribution's records on this very package. */
  readonly own: readonly Rating[];
  readonly language: readonly Rating[];
  readonly otherDistros: readonly Rating[];
  /** Id of the own distribution; undefined for a language package. */
  readonly distro?: string;
}

export interface ChosenSeverity {
  readonly severity: Severity;
  readonly source: string;
  /** CVSS base score, when it was a CVSS that decided. */
  readonly score?: number;
}

/** Whose word counts (docs/matching.md §6). */
export function chooseSeverity({ own, language, otherDistros, distro }: RatingGroups): ChosenSeverity {
  if (distro !== undefined) {
    // The records come in the order of their trust, so the first word counts.
    const rating = own.find((one) => isWord(one) && says(one)) ?? newestCvss(own);
    if (rating !== undefined) return chosen(rating, distro);
  }
  const rating =
    newestCvss(language) ??
    wordBy('ghsa', language) ??
    // Malicious packages: nobody scores them, and nothing is worse.
    wordBy('mal', language) ??
    newestCvss(otherDistros) ??
    [...otherDistros].sort(byPreference).find((one) => isWord(one) && says(one));
  return rating === undefined ? { severity: 'unknown', source: 'none' } : chosen(rating, rating.source);
}

/** Newest CVSS version first, then GHSA, then by source; of one source's several the worst. Words come last. */
export function byPreference(a: Rating, b: Rating): number {
  if (a.version !== b.version) {
    if (isWord(a) || isWord(b)) return isWord(a) ? 1 : -1;
    return a.version > b.version ? -1 : 1;
  }
  if (a.source !== b.source) {
    if (a.source === 'ghsa' || b.source === 'ghsa') return a.source === 'ghsa' ? -1 : 1;
    return a.source < b.source ? -1 : 1;
  }
  const scores = (b.score ?? -1) - (a.score ?? -1);
  if (scores !== 0) return scores;
  const [left, right] = [a.vector ?? '', b.vector ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}

function newestCvss(ratings: readonly Rating[]): Rating | undefined {
  let best: Rating | undefined;
  for (const rating of ratings) {
    if (!isWord(rating) && says(rating) && (best === undefined || byPreference(rating, best) < 0)) best = rating;
  }
  return best;
}

function chosen(rating: Rating, source: string): ChosenSeverity {
  const { severity, score } = rating;
  return { severity, source, ...(score !== undefined && !isWord(rating) && { score }) };
}

function wordBy(source: string, ratings: readonly Rating[]): Rating | undefined {
  return ratings.find((one) => isWord(one) && one.source === source && says(one));
}

function isWord(rating: Rating): boolean {
  return rating.version === 'word';
}

function says(rating: Rating): boolean {
  return rating.severity !== 'unknown';
}
