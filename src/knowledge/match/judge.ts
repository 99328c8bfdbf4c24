import { schemeOf } from '../../formats/versions/index.ts';
import type { Affected } from '../../model/knowledge.ts';
import type { VersionScheme } from '../../model/version-scheme.ts';
import type { Fix, Judgement } from '../../model/vulnerability.ts';
import { boundOf, compareBounds, type Interval, isReadableBound, placeOf } from './ranges.ts';

/** What one record is asked about: the version it speaks of (the source package's or the package's own), and what else it may depend on. */
export interface Installed {
  readonly version: string;
  readonly arch?: string;
  readonly module?: string;
}

/** What one record's word on a package means for an installed version: docs/matching.md §3, in its order. */
export function judgePackage(installed: Installed, affected: Affected, withdrawn = false): Judgement {
  if (withdrawn) return { affected: false, why: 'withdrawn' };
  const { arch, version } = installed;
  if (affected.arches !== undefined && arch !== undefined && !affected.arches.includes(arch))
    return { affected: false, why: 'other-arch' };
  if (!fitsModule(installed.module, affected)) return { affected: false, why: 'other-module' };
  if (affected.notAffected === true) return { affected: false, why: 'vendor-says-not-affected' };
  const scheme = schemeOf(affected.scheme);
  const valid = scheme.isValid(version);
  const judgement = judgeVersion(version, valid, affected, scheme);
  if (affected.status !== 'investigating') return judgement;
  // The vendor is still looking: only a fix that it named itself, and that is there, ends the matter.
  const isFixed = valid && fixedBoundsOf(affected).some((fix) => isAtOrAbove(version, fix, scheme));
  return isFixed ? judgement : { affected: 'unknown', why: 'under-investigation' };
}

/** Every version that the record calls fixed, as written and in its order; `0` stands for "never had it". */
export function fixedBoundsOf(affected: Affected): readonly string[] {
  return affected.ranges.flatMap(({ events }) => events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])));
}

/** The bounds of the record that the verdict "affected" rests on: what closes the interval, else what opens it, else the listed version. */
export function boundsThatHold(version: string, affected: Affected): readonly string[] {
  const scheme = schemeOf(affected.scheme);
  if (!scheme.isValid(version)) return [];
  const intervals = holdingIntervals(version, affected, scheme).intervals;
  if (intervals.length > 0) return [...new Set(intervals.map(({ lower, upper }) => upper ?? lower))];
  const listed = affected.versions?.find((other) => isSame(version, other, true, scheme));
  return listed === undefined ? [] : [listed];
}

function judgeVersion(version: string, valid: boolean, affected: Affected, scheme: VersionScheme): Judgement {
  if (!valid) return judgeUnreadable(version, affected, scheme);
  const { intervals, unknown, below } = holdingIntervals(version, affected, scheme);
  if (intervals.length > 0)
    return affectedBy(
      affected,
      intervals.flatMap(({ upper, by }) => (by === 'fixed' && upper !== undefined ? [upper] : [])),
    );
  if (affected.versions?.some((listed) => isSame(version, listed, true, scheme)))
    return affectedBy(affected, leastFixAbove(version, affected, scheme));
  if (unknown) return { affected: 'unknown', why: 'version-not-parsable' };
  return { affected: false, why: below ? 'below-range' : 'at-or-above-fix' };
}

/** A version that the scheme refuses is hit only when it is listed by name, or every version is. */
function judgeUnreadable(version: string, affected: Affected, scheme: VersionScheme): Judgement {
  const listed = affected.versions?.some((other) => isSame(version, other, false, scheme)) === true;
  if (listed || affected.ranges.some(({ events }) => isEverything(events))) return affectedBy(affected, []);
  if (affected.ranges.length === 0) return { affected: false, why: 'below-range' };
  return { affected: 'unknown', why: 'version-not-parsable' };
}

function isEverything(events: Affected['ranges'][number]['events']): boolean {
  const bounds = events.filter((event) => boundOf(event) !== undefined);
  return bounds.length > 0 && bounds.every((event) => 'introduced' in event && event.introduced === '0');
}

function holdingIntervals(version: string, affected: Affected, scheme: VersionScheme) {
  const intervals: Interval[] = [];
  let unknown = false;
  let below = true;
  for (const range of affected.ranges) {
    const place = placeOf(version, range, scheme);
    if (place.at === 'inside') intervals.push(...place.intervals);
    else if (place.at === 'unknown') unknown = true;
    else if (place.at === 'above') below = false;
  }
  return { intervals, unknown, below };
}

function affectedBy(affected: Affected, versions: readonly string[]): Judgement {
  const { channel } = affected;
  const fixes: readonly Fix[] = [...new Set(versions)].map((version) => ({
    version,
    ...(channel !== undefined && { channel }),
  }));
  return { affected: true, status: fixes.length > 0 ? 'fixed' : affected.status, fixes };
}

/** For a version that is hit because it is listed by name, while no range holds it. */
function leastFixAbove(version: string, affected: Affected, scheme: VersionScheme): readonly string[] {
  let least: string | undefined;
  for (const fix of fixedBoundsOf(affected)) {
    if (!isReadableBound(fix, scheme) || isAtOrAbove(version, fix, scheme)) continue;
    if (least === undefined || compareBounds(fix, least, scheme) < 0) least = fix;
  }
  return least === undefined ? [] : [least];
}

function isAtOrAbove(version: string, bound: string, scheme: VersionScheme): boolean {
  return bound === '0' || (scheme.isValid(bound) && scheme.compare(version, bound) >= 0);
}

function isSame(version: string, listed: string, valid: boolean, scheme: VersionScheme): boolean {
  return version === listed || (valid && scheme.isValid(listed) && scheme.compare(version, listed) === 0);
}

/** RPM modularity: `name:stream` of a label must agree; builds of a module carry `.module` in their release, and only they. */
function fitsModule(label: string | undefined, affected: Affected): boolean {
  if (affected.module !== undefined && (label === undefined || streamOf(affected.module) !== streamOf(label)))
    return false;
  if (affected.scheme !== 'rpm') return true;
  const isModular = label !== undefined;
  return affected.ranges.every(({ events }) =>
    events.every((event) => {
      const bound = boundOf(event) ?? '0';
      return bound === '0' || bound.includes('.module') === isModular;
    }),
  );
}

function streamOf(label: string): string {
  return label.split(':', 2).join(':');
}
