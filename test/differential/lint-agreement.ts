import { UNREADABLE, type Verdicts } from './lint-verdicts.ts';

/** Verdicts of one rule over many files. */
export interface Agreement {
  both: number;
  /** Where only one of them said it: file and line. */
  readonly onlyOurs: string[];
  readonly onlyTheirs: string[];
}

/** How two programs agree, by rule. Files that hadolint cannot read are left out: it says nothing else of them. */
export function compare(
  paths: readonly string[],
  ours: ReadonlyMap<string, Verdicts>,
  theirs: ReadonlyMap<string, Verdicts>,
): Map<string, Agreement> {
  const byRule = new Map<string, Agreement>();
  const of = (verdict: string): Agreement => {
    const rule = verdict.split(' ', 1)[0]!;
    const agreement = byRule.get(rule) ?? { both: 0, onlyOurs: [], onlyTheirs: [] };
    byRule.set(rule, agreement);
    return agreement;
  };
  for (const path of paths) {
    const [a, b] = [ours.get(path)!, theirs.get(path)!];
    if (isUnreadable(b)) continue;
    // Of a file that it can read, hadolint never says what BuildKit refuses.
    const place = (verdict: string) => `${path}:${verdict.split(' ')[1]}`;
    for (const verdict of a) {
      if (verdict.startsWith(UNREADABLE)) continue;
      if (b.has(verdict)) of(verdict).both++;
      else of(verdict).onlyOurs.push(place(verdict));
    }
    for (const verdict of b) if (!a.has(verdict)) of(verdict).onlyTheirs.push(place(verdict));
  }
  return new Map([...byRule].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function isUnreadable(verdicts: Verdicts): boolean {
  return [...verdicts].some((verdict) => verdict.startsWith(`${UNREADABLE} `));
}

/** Same verdicts of all that either gave: 1 when there are none. */
export function share({ both, onlyOurs, onlyTheirs }: Agreement): number {
  const all = both + onlyOurs.length + onlyTheirs.length;
  return all === 0 ? 1 : both / all;
}

export function total(agreements: Iterable<Agreement>): Agreement {
  const sum: Agreement = { both: 0, onlyOurs: [], onlyTheirs: [] };
  for (const { both, onlyOurs, onlyTheirs } of agreements) {
    sum.both += both;
    sum.onlyOurs.push(...onlyOurs);
    sum.onlyTheirs.push(...onlyTheirs);
  }
  return sum;
}
