import type { OraclePackage } from './keys.ts';
import type { RangeEvent, Statement } from './records.ts';
import type { VersionOrder } from './version-order.ts';

/** What is said of one flaw and one package. */
export interface Verdict {
  readonly affected: boolean | 'unknown';
  readonly fixes: readonly string[];
}

/** A statement, and whether its record was taken back. */
export interface Said {
  readonly withdrawn: boolean;
  readonly statement: Statement;
}

interface Interval {
  readonly low: string;
  readonly high?: RangeEvent;
}

const unaffected: Verdict = { affected: false, fixes: [] };
const unknown: Verdict = { affected: 'unknown', fixes: [] };

/** docs/matching.md §3: whether a statement speaks of this build of the package at all. */
export function fits({ withdrawn, statement }: Said, pkg: OraclePackage): boolean {
  if (withdrawn) return false;
  const { arches, module, ranges } = statement;
  if (arches !== undefined && !arches.includes(pkg.arch ?? '')) return false;
  if (module !== undefined && pkg.module !== module && !pkg.module?.startsWith(`${module}:`)) return false;
  if (pkg.type !== 'rpm') return true;
  const bounds = ranges.flat().filter(({ version }) => version !== '0');
  return bounds.every(({ version }) => version.includes('.module') === (pkg.module !== undefined));
}

/** docs/matching.md §3, steps 3 to 7. */
export function judgeStatement(statement: Statement, version: string, order: VersionOrder): Verdict {
  const { ranges, versions, notAffected, investigating } = statement;
  if (notAffected) return unaffected;
  const valid = order.isValid(version);
  const listed =
    versions.includes(version) ||
    (valid && versions.some((one) => order.isValid(one) && order.compare(one, version) === 0));
  if (!valid && !listed) {
    const always = ranges.some((range) => range.length > 0 && range.every((event) => isStart(event)));
    return always ? looking(investigating, { affected: true, fixes: [] }) : ranges.length > 0 ? unknown : unaffected;
  }
  const answers = valid ? ranges.map((range) => judgeRange(range, version, order)) : [];
  const held = answers.filter(({ affected }) => affected === true);
  if (held.length > 0) return looking(investigating, { affected: true, fixes: held.flatMap(({ fixes }) => fixes) });
  if (listed) return looking(investigating, { affected: true, fixes: valid ? leastFix(ranges, version, order) : [] });
  return answers.some(({ affected }) => affected === 'unknown') ? unknown : unaffected;
}

function looking(investigating: boolean, verdict: Verdict): Verdict {
  return investigating ? unknown : verdict;
}

function isStart({ kind, version }: RangeEvent): boolean {
  return kind === 'introduced' && version === '0';
}

function leastFix(ranges: Statement['ranges'], version: string, order: VersionOrder): readonly string[] {
  const above = ranges
    .flat()
    .filter((event) => event.kind === 'fixed' && order.isValid(event.version))
    .filter((event) => order.compare(event.version, version) > 0)
    .map((event) => event.version)
    .sort((a, b) => order.compare(a, b));
  return above.slice(0, 1);
}

/** docs/matching.md §3, step 6: as written and sorted; both must say the same. */
function judgeRange(events: readonly RangeEvent[], version: string, order: VersionOrder): Verdict {
  const written = judgeIntervals(intervalsOf(events), version, order);
  if (events.some((event) => event.version !== '0' && !order.isValid(event.version))) return written;
  const sorted = judgeIntervals(intervalsOf(sortedEvents(events, order)), version, order);
  return written.affected === sorted.affected ? written : unknown;
}

function sortedEvents(events: readonly RangeEvent[], order: VersionOrder): readonly RangeEvent[] {
  const compare = (a: RangeEvent, b: RangeEvent) => {
    if (a.version === '0' || b.version === '0') return Number(b.version === '0') - Number(a.version === '0');
    return order.compare(a.version, b.version);
  };
  // An interval may end where the next begins, and one that holds a single version begins where it ends.
  const rank = { fixed: 0, limit: 0, introduced: 1, last_affected: 2 } as const;
  return withoutEmpty(events, order).sort((a, b) => compare(a, b) || rank[a.kind] - rank[b.kind]);
}

/** `introduced` and right behind it `fixed` at the same version: an interval that holds nothing; sorted it would hold all. */
function withoutEmpty(events: readonly RangeEvent[], order: VersionOrder): RangeEvent[] {
  const isEmpty = (at: number) => {
    const [a, b] = [events[at], events[at + 1]];
    return a?.kind === 'introduced' && b?.kind === 'fixed' && order.compare(a.version, b.version) === 0;
  };
  return events.filter((_, at) => !isEmpty(at) && !isEmpty(at - 1));
}

function intervalsOf(events: readonly RangeEvent[]): Interval[] {
  const intervals: Interval[] = [];
  let open: string[] = [];
  for (const event of events) {
    if (event.kind === 'introduced') open.push(event.version);
    else {
      intervals.push(...open.map((low) => ({ low, high: event })));
      open = [];
    }
  }
  return [...intervals, ...open.map((low) => ({ low }))];
}

function judgeIntervals(intervals: readonly Interval[], version: string, order: VersionOrder): Verdict {
  const answers = intervals.map((interval) => ({ interval, holds: holds(interval, version, order) }));
  const held = answers.filter((answer) => answer.holds === true);
  if (held.length > 0) {
    const closing = held.flatMap(({ interval }) => (interval.high?.kind === 'fixed' ? [interval.high.version] : []));
    return { affected: true, fixes: closing };
  }
  return answers.some((answer) => answer.holds === 'unknown') ? unknown : unaffected;
}

/** A version beyond any readable bound is outside whatever the other bound may be. */
function holds({ low, high }: Interval, version: string, order: VersionOrder): boolean | 'unknown' {
  const lowReadable = low === '0' || order.isValid(low);
  if (low !== '0' && lowReadable && order.compare(version, low) < 0) return false;
  if (high === undefined) return lowReadable ? true : 'unknown';
  if (!order.isValid(high.version)) return 'unknown';
  const against = order.compare(version, high.version);
  if (high.kind === 'last_affected' ? against > 0 : against >= 0) return false;
  return lowReadable ? true : 'unknown';
}
