import cvss from 'ae-cvss-calculator';
import { type Severity, severityOfScore } from '../../../model/severity.ts';
import type { Rating } from '../../../model/vulnerability.ts';

const words: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  important: 'high',
  high: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
  negligible: 'low',
  unimportant: 'low',
};

/** The severity that a vendor's word stands for, whatever its case; undefined for words that rate nothing (`untriaged`, `not yet assigned`). */
export function severityOfWord(word: string): Severity | undefined {
  const folded = word.toLowerCase();
  return Object.hasOwn(words, folded) ? words[folded] : undefined;
}

/** A rating by word, or undefined when the word rates nothing. */
export function ratingOfWord(source: string, word: string): Rating | undefined {
  const severity = severityOfWord(word);
  return severity && { source, version: 'word', severity };
}

/** A rating by vector with its base score; undefined when the vector is malformed or not of a known CVSS version. */
export function ratingOfVector(source: string, vector: string): Rating | undefined {
  const known = scoreOf(vector);
  return (
    known && { source, version: known.version, vector, score: known.score, severity: severityOfScore(known.score) }
  );
}

interface Score {
  readonly version: string;
  readonly score: number;
}

// The same few thousand vectors stand in tens of thousands of records; scoring CVSS 4 takes 90 µs.
const scores = new Map<string, Score | undefined>();

function scoreOf(vector: string): Score | undefined {
  if (vector.length > 400) return undefined;
  if (scores.has(vector)) return scores.get(vector);
  if (scores.size > 100_000) scores.clear();
  const score = scored(vector);
  scores.set(vector, score);
  return score;
}

/** Base score only: temporal and threat metrics of the publisher's day are no property of the flaw (CVSS v3.1 §2, v4.0 §2). */
function scored(vector: string): Score | undefined {
  if (!isVector(vector)) return undefined;
  try {
    if (vector.startsWith('CVSS:4.0/'))
      return complete('4.0', new cvss.Cvss4P0(vector).calculateScores().baseMetricsOnly);
    if (vector.startsWith('CVSS:3.1/')) return complete('3.1', new cvss.Cvss3P1(vector).calculateScores().base);
    if (vector.startsWith('CVSS:3.0/')) return complete('3.0', new cvss.Cvss3P0(vector).calculateScores().base);
    if (/^\(?AV:/.test(vector)) return complete('2.0', new cvss.Cvss2(vector).calculateScores().base);
  } catch {
    // The library throws on vectors that are none.
  }
  return undefined;
}

/** Metrics with their values, parted by slashes: of anything else the library speaks on the terminal, in the stranger's own words. */
function isVector(vector: string): boolean {
  const [, ...metrics] = `/${vector.replace(/^CVSS:\d\.\d/, '').replace(/[()\s]/g, '')}`.split('/');
  return metrics.every((metric) => metric === '' || /^[A-Za-z]+:[A-Za-z]+$/.test(metric));
}

function complete(version: string, score: number | undefined): Score | undefined {
  return score !== undefined && score >= 0 && score <= 10 ? { version, score } : undefined;
}
