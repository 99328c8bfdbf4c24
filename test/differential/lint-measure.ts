import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintRules } from '../../src/judgment/lint/index.ts';
import { type Agreement, compare, isUnreadable } from './lint-agreement.ts';
import { type Difference, explain } from './lint-differences.ts';
import { type Place, placesIn } from './lint-place.ts';
import { ourVerdicts, theirVerdicts, type Verdicts } from './lint-verdicts.ts';

/** What both programs say of the files of a directory. */
export interface Measure {
  readonly files: number;
  /** Those that hadolint could not read, and that were left out. */
  readonly unreadable: number;
  readonly agreements: ReadonlyMap<string, Agreement>;
  /** How many places each known difference explains. */
  readonly explained: ReadonlyMap<Difference, number>;
  /** Places that nothing explains: rule, who says it, where, and the instruction. */
  readonly unexplained: readonly string[];
}

/** Lints the named files of a directory, which are written to nowhere, with both. */
export function measure(directory: string, scratch: string, paths: readonly string[]): Measure {
  const theirs = theirVerdicts(directory, scratch, paths);
  const judge = ourVerdicts(lintRules);
  const ours = new Map<string, Verdicts>(paths.map((path) => [path, judge(readFileSync(join(directory, path)))]));
  const agreements = compare(paths, ours, theirs);
  const explained = new Map<Difference, number>();
  const unexplained: string[] = [];
  const seen = new Map<string, ReturnType<typeof placesIn>>();
  const judgePlace = (rule: string, says: Place['says'], at: string) => {
    const colon = at.lastIndexOf(':');
    const path = at.slice(0, colon);
    const places = seen.get(path) ?? placesIn(readFileSync(join(directory, path)));
    seen.set(path, places);
    const place = places(rule, Number(at.slice(colon + 1)), says);
    const difference = explain(place);
    if (difference === undefined) unexplained.push(`${rule} ${says} ${at}\n${place.text}`);
    else explained.set(difference, (explained.get(difference) ?? 0) + 1);
  };
  for (const [rule, { onlyOurs, onlyTheirs }] of agreements) {
    for (const at of onlyOurs) judgePlace(rule, 'ours', at);
    for (const at of onlyTheirs) judgePlace(rule, 'theirs', at);
  }
  const unreadable = paths.filter((path) => isUnreadable(theirs.get(path)!)).length;
  return { files: paths.length, unreadable, agreements, explained, unexplained };
}
