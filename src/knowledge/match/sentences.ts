import { schemeOf } from '../../formats/versions/index.ts';
import { familyOf, isDistroEcosystem } from '../../model/ecosystem.ts';
import type { Affected } from '../../model/knowledge.ts';
import { displayName, type Package } from '../../model/package.ts';
import type { SchemeId } from '../../model/version-scheme.ts';
import { ecosystemOfKey, type FlawBook, nameOfKey } from './book.ts';
import type { Judged } from './fold.ts';
import { compareBounds, type Interval, intervalsOf, isReadableBound } from './ranges.ts';

/** What one record says of the package and what was compared, as sentences for people. */
export function sentencesOn(judged: Judged, pkg: Package, book: FlawBook): readonly string[] {
  const { affected } = judged.filing;
  const said = wordOf(judged);
  const source =
    affected.names === 'source' && nameOfKey(affected.key) !== pkg.name
      ? `source package ${nameOfKey(affected.key)}${judged.version === pkg.version ? '' : ` ${judged.version}`}; `
      : '';
  const advisory = book.advisory(judged.filing.advisory);
  const record = `(${advisory?.feed}, record ${advisory?.id})`;
  return [`${displayName(pkg)} ${pkg.version}: ${source}${said} ${record}`, ...comparisonsOf(judged)];
}

const orders: Readonly<Record<SchemeId, string>> = {
  apk: "apk's order",
  deb: "dpkg's order",
  gem: "RubyGems' order",
  golang: "Go's order",
  maven: "Maven's order",
  pep440: "PEP 440's order",
  rpm: "rpm's order",
  semver: "Semantic Versioning's order",
};

const families: Readonly<Record<string, string>> = {
  almalinux: 'AlmaLinux',
  alpaquita: 'Alpaquita',
  alpine: 'Alpine',
  chainguard: 'Chainguard',
  debian: 'Debian',
  rocky: 'Rocky Linux',
  ubuntu: 'Ubuntu',
  wolfi: 'Wolfi',
};

/** `Debian 11` of `debian:11`, `npm` of `npm`: as people call it. */
export function titleOfEcosystem(ecosystem: string): string {
  const family = familyOf(ecosystem);
  const title = families[family] ?? family;
  return family === ecosystem ? title : `${title} ${ecosystem.slice(family.length + 1)}`;
}

function wordOf({ filing: { affected, withdrawn }, version, judgement }: Judged): string {
  const ecosystem = ecosystemOfKey(affected.key);
  const who = isDistroEcosystem(ecosystem) ? titleOfEcosystem(ecosystem) : undefined;
  if (judgement.affected === 'unknown') {
    if (judgement.why === 'under-investigation') return `${who ?? 'the record'} is still looking into it`;
    return schemeOf(affected.scheme).isValid(version)
      ? 'the bounds that the record names cannot be read, or contradict each other'
      : `"${version}" is no version by ${orders[affected.scheme]}, so it cannot be compared`;
  }
  if (judgement.affected === false) {
    if (judgement.why === 'withdrawn') return `the record was withdrawn on ${withdrawn}`;
    if (judgement.why === 'vendor-says-not-affected') return `${who ?? 'the record'} says that it is not affected`;
    if (judgement.why === 'other-arch') return `the record speaks of ${affected.arches?.join(', ')} only`;
    if (judgement.why === 'other-module')
      return `the record speaks of ${affected.module ?? 'builds of another module'}`;
  }
  const fixes = judgement.affected === true ? judgement.fixes.map((fix) => fix.version) : fixesPast(affected, version);
  if (fixes.length > 0) return `${who === undefined ? 'fixed' : `${who} fixed it`} in ${fixes.join(', ')}`;
  if (judgement.affected === true)
    return `${who ?? 'the record'} names no fix${judgement.status === 'unknown' ? '' : ` (${judgement.status})`}`;
  const from = intervals(affected).filter(({ lower }) => lower !== '0');
  if (from.length > 0) return `it came with ${[...new Set(from.map(({ lower }) => lower))].join(', ')}`;
  return 'the record lists other versions';
}

/** The fix that the version has: the newest that it is not before. */
function fixesPast(affected: Affected, version: string): readonly string[] {
  const past = nearest(affected, version).past;
  return past?.by === 'fixed' && past.upper !== undefined ? [past.upper] : [];
}

/** The intervals next to the version, or those that hold it, each bound once. */
function comparisonsOf({ filing: { affected }, version, judgement }: Judged): readonly string[] {
  if (!schemeOf(affected.scheme).isValid(version)) return [];
  if (judgement.affected === false && judgement.why !== 'at-or-above-fix' && judgement.why !== 'below-range') return [];
  const by = `by ${orders[affected.scheme]}`;
  const { past, ahead, holding } = nearest(affected, version);
  const sentences = new Set<string>();
  for (const { lower, upper, by: kind } of holding) {
    if (lower !== '0') sentences.add(`${version} ≥ ${lower} ${by}`);
    if (upper !== undefined) sentences.add(`${version} ${kind === 'lastAffected' ? '≤' : '<'} ${upper} ${by}`);
  }
  if (holding.length === 0) {
    if (past?.upper !== undefined)
      sentences.add(`${version} ${past.by === 'lastAffected' ? '>' : '≥'} ${past.upper} ${by}`);
    if (ahead !== undefined) sentences.add(`${version} < ${ahead.lower} ${by}`);
  }
  if (holding.length === 0 && judgement.affected === true) return [`${version} is among the versions that it lists`];
  return [...sentences];
}

/** Where the version stands among the readable intervals, as they are written. */
function nearest(affected: Affected, version: string) {
  const scheme = schemeOf(affected.scheme);
  const holding: Interval[] = [];
  let past: Interval | undefined;
  let ahead: Interval | undefined;
  if (!scheme.isValid(version)) return { past, ahead, holding };
  for (const interval of intervals(affected)) {
    const { lower, upper, by } = interval;
    if (!isReadableBound(lower, scheme) || (upper !== undefined && !isReadableBound(upper, scheme))) continue;
    const order = upper === undefined ? -1 : compareBounds(version, upper, scheme);
    if (lower !== '0' && compareBounds(version, lower, scheme) < 0) {
      if (ahead === undefined || compareBounds(lower, ahead.lower, scheme) < 0) ahead = interval;
    } else if (order < 0 || (order === 0 && by === 'lastAffected')) {
      holding.push(interval);
    } else if (past?.upper === undefined || compareBounds(upper!, past.upper, scheme) > 0) {
      past = interval;
    }
  }
  return { past, ahead, holding };
}

function intervals(affected: Affected): readonly Interval[] {
  return affected.ranges.flatMap(({ events }) => intervalsOf(events));
}
