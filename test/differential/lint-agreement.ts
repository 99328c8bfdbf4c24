import { UNREADABLE, type Verdicts } from './lint-verdicts.ts';

/** Verdicts of one rule over many files. */
export interface Agreement {
  both: number;
  /** Where only one of them said it: file and line. */
  readonly onlyOurs: string[];
  readonly onlyTheirs: string[];
  /** What we said of an instruction of which hadolint said something else, and could say no more. */
  unheard: number;
}

/**
 * How two programs agree, by rule. Files that hadolint cannot read are left out: it says nothing else of them. Of what ShellCheck finds in one RUN
 * hadolint 2.15 lets only the last one through, so that its silence about another one there says nothing.
 */
export function compare(
  paths: readonly string[],
  ours: ReadonlyMap<string, Verdicts>,
  theirs: ReadonlyMap<string, Verdicts>,
): Map<string, Agreement> {
  const byRule = new Map<string, Agreement>();
  const of = (rule: string): Agreement => {
    const agreement = byRule.get(rule) ?? none();
    byRule.set(rule, agreement);
    return agreement;
  };
  for (const path of paths) {
    const [a, b] = [ours.get(path)!, theirs.get(path)!];
    if (isUnreadable(b)) continue;
    const spoken = new Set<string>();
    for (const verdict of b) {
      const [rule, line] = partsOf(verdict);
      if (rule.startsWith('SC')) spoken.add(line);
      if (a.has(verdict)) of(rule).both++;
      else of(rule).onlyTheirs.push(`${path}:${line}`);
    }
    for (const verdict of a) {
      const [rule, line] = partsOf(verdict);
      // What BuildKit refuses, and hadolint reads.
      if (rule === UNREADABLE || b.has(verdict)) continue;
      if (rule.startsWith('SC') && spoken.has(line)) of(rule).unheard++;
      else of(rule).onlyOurs.push(`${path}:${line}`);
    }
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
  const sum = none();
  for (const { both, onlyOurs, onlyTheirs, unheard } of agreements) {
    sum.both += both;
    sum.unheard += unheard;
    sum.onlyOurs.push(...onlyOurs);
    sum.onlyTheirs.push(...onlyTheirs);
  }
  return sum;
}

function none(): Agreement {
  return { both: 0, onlyOurs: [], onlyTheirs: [], unheard: 0 };
}

function partsOf(verdict: string): readonly [rule: string, line: string] {
  const blank = verdict.indexOf(' ');
  return [verdict.slice(0, blank), verdict.slice(blank + 1)];
}
