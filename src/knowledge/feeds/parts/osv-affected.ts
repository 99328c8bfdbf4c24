import { packageKey, schemeOfEcosystem } from '../../../model/ecosystem.ts';
import type { Affected, VersionEvent, VersionRange } from '../../../model/knowledge.ts';
import type { FixStatus } from '../../../model/vulnerability.ts';
import { isPackageName } from './ids.ts';
import { type JsonObject, objectOf, objectsOf, textOf, textsOf } from './json.ts';
import { ecosystemOf } from './osv-ecosystem.ts';
import { severityOfWord } from './rating.ts';

// Ubuntu CVE tracker, README: the states of a package in a release.
const ubuntuStates: Readonly<Record<string, FixStatus>> = {
  deferred: 'deferred',
  'end-of-life': 'end-of-life',
  ignored: 'will-not-fix',
  needed: 'not-yet',
  'needs-triage': 'investigating',
  pending: 'not-yet',
  released: 'fixed',
};

/** What the record as a whole says to each of its `affected`. */
export interface Surroundings {
  /** The distribution's own word, where the record carries one. */
  readonly word?: string;
}

/** One `affected[]` of an OSV record (OSV schema 1.7), or undefined when it says nothing about an ecosystem that is read. */
export function affectedOf(raw: JsonObject, record: Surroundings): Affected | undefined {
  const described = objectOf(raw['package']);
  const known = ecosystemOf(textOf(described?.['ecosystem']) ?? '');
  const name = textOf(described?.['name']);
  if (known === undefined || name === undefined || !isPackageName(name)) return undefined;
  const scheme = schemeOfEcosystem(known.ecosystem);
  const specific = objectOf(raw['ecosystem_specific']) ?? {};
  // A live patch repairs a running kernel; it says nothing about the package on disk.
  if (scheme === undefined || textOf(specific['module_name_regex']) !== undefined) return undefined;
  const ranges = rangesOf(raw);
  const versions = textsOf(raw['versions']);
  if (ranges.length === 0 && versions.length === 0) return undefined;
  const urgency = textOf(specific['urgency']);
  const word = urgency ?? record.word;
  const severity = word === undefined ? undefined : severityOfWord(word);
  return {
    key: packageKey(known.ecosystem, name),
    scheme,
    names: known.names,
    ranges,
    ...(versions.length > 0 && { versions }),
    status: statusOf(ranges, textOf(specific['status']), urgency),
    ...(known.channel && { channel: known.channel }),
    ...(textOf(specific['status']) === 'not-affected' && { notAffected: true }),
    ...(word !== undefined && severity && { vendorSeverity: { word, severity } }),
  };
}

function statusOf(ranges: readonly VersionRange[], state: string | undefined, urgency: string | undefined): FixStatus {
  const events = ranges.flatMap((range) => range.events);
  if (events.some((event) => 'fixed' in event)) return 'fixed';
  if (urgency === 'end-of-life') return 'end-of-life';
  if (state !== undefined && state !== 'released' && Object.hasOwn(ubuntuStates, state))
    return ubuntuStates[state] ?? 'unknown';
  // Some version is past it, though nobody says which one.
  return events.some((event) => 'lastAffected' in event || 'limit' in event) ? 'unknown' : 'not-yet';
}

function rangesOf(raw: JsonObject): VersionRange[] {
  const bound = textOf(objectOf(raw['database_specific'])?.['last_known_affected_version_range']);
  return objectsOf(raw['ranges']).flatMap((range) => {
    if (range['type'] === 'GIT') return [];
    const events = objectsOf(range['events']).flatMap(eventsOf);
    if (events.length === 0) return [];
    const open = !events.some((event) => 'fixed' in event || 'lastAffected' in event);
    const upper = open && bound !== undefined ? upperBoundOf(bound) : undefined;
    return [{ events: upper === undefined ? events : [...events, upper] }];
  });
}

function eventsOf(raw: JsonObject): VersionEvent[] {
  const events: VersionEvent[] = [];
  const introduced = boundOf(raw['introduced']);
  const fixed = boundOf(raw['fixed']);
  const lastAffected = boundOf(raw['last_affected']);
  const limit = boundOf(raw['limit']);
  if (introduced !== undefined) events.push({ introduced });
  if (fixed !== undefined) events.push({ fixed });
  if (lastAffected !== undefined) events.push({ lastAffected });
  if (limit !== undefined) events.push({ limit });
  return events;
}

function boundOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && text.length <= 512 ? text : undefined;
}

/** GitHub's `<= 1.2.3` is a last affected version; `< 1.2.3` ends the range without being known as a fix. */
function upperBoundOf(range: string): VersionEvent | undefined {
  const found = /^\s*(<=?)\s*([^\s,]{1,256})\s*$/.exec(range);
  const version = found?.[2];
  if (version === undefined) return undefined;
  return found?.[1] === '<=' ? { lastAffected: version } : { limit: version };
}
