import type { VersionEvent, VersionRange } from '../../model/knowledge.ts';
import type { VersionScheme } from '../../model/version-scheme.ts';

/** From `lower` on (`0`: from the beginning), up to `upper`; `by` says what closes it, nothing when it is open. */
export interface Interval {
  readonly lower: string;
  readonly upper?: string;
  readonly by?: 'fixed' | 'lastAffected' | 'limit';
}

/** Where a version stands to a range. `intervals` are those that hold it. */
export type Place =
  | { readonly at: 'inside'; readonly intervals: readonly Interval[] }
  | { readonly at: 'below' | 'above' | 'unknown' };

/**
 * Where the valid `version` stands to one range, read as written and sorted (docs/matching.md §3.6).
 * `below`: before every interval; `above`: any other place outside; `unknown`: the readings disagree, or a bound is not readable.
 */
export function placeOf(version: string, range: VersionRange, scheme: VersionScheme): Place {
  const { events } = range;
  const plain = placeInOrder(version, events, scheme);
  if (plain !== undefined) return plain;
  const place = placeAmong(version, intervalsOf(events), scheme);
  if (!events.every((event) => isReadableBound(boundOf(event) ?? '0', scheme))) return place;
  const other = placeAmong(version, intervalsOf(sorted(events, scheme)), scheme);
  return (place.at === 'inside') === (other.at === 'inside') ? place : { at: 'unknown' };
}

/**
 * The answer for what nearly every record holds, in one look: readable bounds that open and close in turn and ascend, so that
 * both readings are the same. Undefined for all others.
 */
function placeInOrder(version: string, events: readonly VersionEvent[], scheme: VersionScheme): Place | undefined {
  let lower: string | undefined;
  let before: string | undefined;
  let isPast = false;
  let holding: Interval | undefined;
  for (const event of events) {
    const opens = 'introduced' in event;
    const bound = boundOf(event);
    if (bound === undefined || opens === (lower !== undefined) || !isReadableBound(bound, scheme)) return undefined;
    const order = before === undefined ? -1 : compareBounds(before, bound, scheme);
    if (order > 0 || (order === 0 && !opens)) return undefined;
    before = bound;
    if (opens) {
      lower = bound;
      continue;
    }
    if (holding === undefined && isFrom(version, lower!, scheme)) {
      const interval = closedBy(event, lower!, bound);
      if (placeToInterval(version, interval, scheme) === 'inside') holding = interval;
      else isPast = true;
    }
    lower = undefined;
  }
  if (holding === undefined && lower !== undefined && isFrom(version, lower, scheme)) holding = { lower };
  if (holding !== undefined) return { at: 'inside', intervals: [holding] };
  return isPast ? above : below;
}

const above: Place = { at: 'above' };
const below: Place = { at: 'below' };

function isFrom(version: string, lower: string, scheme: VersionScheme): boolean {
  return lower === '0' || scheme.compare(version, lower) >= 0;
}

function closedBy(event: VersionEvent, lower: string, upper: string): Interval {
  return { lower, upper, by: 'fixed' in event ? 'fixed' : 'lastAffected' in event ? 'lastAffected' : 'limit' };
}

/** Each `introduced` opens an interval, and the next event of another kind closes all that are open. */
export function intervalsOf(events: readonly VersionEvent[]): readonly Interval[] {
  const intervals: Interval[] = [];
  let open: string[] = [];
  for (const event of events) {
    if ('introduced' in event) {
      open.push(event.introduced);
      continue;
    }
    const upper = boundOf(event);
    if (upper === undefined) continue;
    for (const lower of open) intervals.push(closedBy(event, lower, upper));
    open = [];
  }
  for (const lower of open) intervals.push({ lower });
  return intervals;
}

/** The version that an event names; undefined for the limit `*`, which limits nothing. */
export function boundOf(event: VersionEvent): string | undefined {
  if ('introduced' in event) return event.introduced;
  if ('fixed' in event) return event.fixed;
  if ('lastAffected' in event) return event.lastAffected;
  return event.limit === '*' ? undefined : event.limit;
}

/** The order of two readable bounds: `0` precedes everything, whatever the scheme says of it. */
export function compareBounds(a: string, b: string, scheme: VersionScheme): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === '0') return -1;
  return b === '0' ? 1 : scheme.compare(a, b);
}

export function isReadableBound(bound: string, scheme: VersionScheme): boolean {
  return bound === '0' || scheme.isValid(bound);
}

function placeAmong(version: string, intervals: readonly Interval[], scheme: VersionScheme): Place {
  const holding: Interval[] = [];
  let unknown = false;
  let isBelow = true;
  for (const interval of intervals) {
    const place = placeToInterval(version, interval, scheme);
    if (place === 'inside') holding.push(interval);
    if (place === 'unknown') unknown = true;
    if (place !== 'below') isBelow = false;
  }
  if (holding.length > 0) return { at: 'inside', intervals: holding };
  if (unknown) return { at: 'unknown' };
  return isBelow ? below : above;
}

/** An unreadable bound hides only what lies on its side: past a readable upper bound, or before a readable lower one, is outside. */
function placeToInterval(version: string, interval: Interval, scheme: VersionScheme): Place['at'] {
  const { lower, upper, by } = interval;
  const fromStart = lower === '0';
  const lowerReadable = fromStart || scheme.isValid(lower);
  if (lowerReadable && !fromStart && scheme.compare(version, lower) < 0) return 'below';
  if (upper === undefined) return lowerReadable ? 'inside' : 'unknown';
  if (upper === '0') return 'above';
  if (!scheme.isValid(upper)) return 'unknown';
  const order = scheme.compare(version, upper);
  if (order > 0 || (order === 0 && by !== 'lastAffected')) return 'above';
  return lowerReadable ? 'inside' : 'unknown';
}

/**
 * By version. At equal versions what closes an open interval comes before what opens the next (`fixed: 2, introduced: 2`);
 * with none open `introduced` comes first (`introduced: 2, last_affected: 2` is the one version 2).
 */
function sorted(events: readonly VersionEvent[], scheme: VersionScheme): readonly VersionEvent[] {
  const bounded = events.filter((event) => boundOf(event) !== undefined);
  const order = (a: VersionEvent, b: VersionEvent) => compareBounds(boundOf(a)!, boundOf(b)!, scheme);
  bounded.sort(order);
  const result: VersionEvent[] = [];
  let open = false;
  for (let start = 0; start < bounded.length; ) {
    let end = start + 1;
    while (end < bounded.length && order(bounded[start]!, bounded[end]!) === 0) end++;
    const tied = bounded.slice(start, end);
    const openers = tied.filter((event) => 'introduced' in event);
    const closers = tied.filter((event) => !('introduced' in event));
    result.push(...(open ? [...closers, ...openers] : [...openers, ...closers]));
    if (tied.length > 0) open = 'introduced' in result[result.length - 1]!;
    start = end;
  }
  return result;
}
