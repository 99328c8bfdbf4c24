import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { foldedKey } from './keys.ts';
import { isCve, type OracleRecord, type RangeEvent, type Statement, statementOf } from './records.ts';
import { zipMembers } from './zip-members.ts';

interface OsvJson {
  readonly id: string;
  readonly modified: string;
  readonly withdrawn?: string;
  readonly aliases?: readonly string[];
  readonly upstream?: readonly string[];
  readonly related?: readonly string[];
  readonly affected?: readonly OsvAffected[];
}

interface OsvAffected {
  readonly package?: { readonly ecosystem: string; readonly name: string };
  readonly ranges?: readonly { readonly type: string; readonly events: readonly Readonly<Record<string, string>>[] }[];
  readonly versions?: readonly string[];
  readonly ecosystem_specific?: { readonly module_name_regex?: unknown; readonly status?: string };
  readonly database_specific?: {
    readonly last_known_affected_version_range?: string;
    readonly informational?: string | null;
  };
}

interface Piece extends OracleRecord {
  readonly modified: number;
  /** Told only where the same id is in several documents: breaks ties. */
  readonly text: string;
}

const REGISTRIES: Readonly<Record<string, string>> = {
  npm: 'npm',
  PyPI: 'pypi',
  Go: 'golang',
  Maven: 'maven',
  'crates.io': 'cargo',
  RubyGems: 'gem',
};
const BUNDLES = new Set(['DSA', 'DLA', 'RLSA', 'RXSA', 'ALSA', 'ALBA', 'ALEA', 'USN']);
const NO_FLAWS = new Set(['ALBA', 'ALEA', 'RLBA', 'RLEA']);
const STILL_LOOKING = new Set(['undetermined', 'needs-triage', 'under investigation']);

/** Every record of `<directory>/osv/<Ecosystem>/all.zip` that speaks, pieces of one id put together (docs/matching.md §2). */
export function osvRecords(directory: string): OracleRecord[] {
  const members = readdirSync(join(directory, 'osv'))
    .sort()
    .flatMap((ecosystem) => zipMembers(join(directory, 'osv', ecosystem, 'all.zip')))
    .filter(({ name }) => name.endsWith('.json'));
  const copies = new Map<string, number>();
  for (const { name } of members) copies.set(name, (copies.get(name) ?? 0) + 1);
  const pieces = new Map<string, Piece[]>();
  for (const member of members) {
    const text = member.text();
    const piece = pieceOf(JSON.parse(text) as OsvJson, copies.get(member.name) === 1 ? '' : text);
    if (piece === undefined) continue;
    pieces.set(piece.id, [...(pieces.get(piece.id) ?? []), piece]);
  }
  return [...pieces.values()].map(joined);
}

/** The newest piece tells ids and dates; each key is told by the newest pieces that name it. */
function joined(pieces: readonly Piece[]): OracleRecord {
  const [newest] = [...pieces].sort((a, b) => b.modified - a.modified || (a.text < b.text ? -1 : 1));
  const { modified: _, text: __, ...record } = newest!;
  if (pieces.length === 1) return record;
  const keys = new Set(pieces.flatMap(({ statements }) => statements.map(({ key }) => key)));
  const statements = [...keys].flatMap((key) => {
    const naming = pieces.filter((piece) => piece.statements.some((statement) => statement.key === key));
    const modified = Math.max(...naming.map((piece) => piece.modified));
    return naming
      .filter((piece) => piece.modified === modified)
      .flatMap((piece) => piece.statements.filter((statement) => statement.key === key));
  });
  return { ...record, statements };
}

function pieceOf(json: OsvJson, text: string): Piece | undefined {
  const kind = /^[A-Z]+/.exec(json.id)?.[0] ?? '';
  const ids = [...new Set([json.id, ...(json.aliases ?? [])])];
  const upstream = (json.upstream ?? []).filter(isCve);
  const related = BUNDLES.has(kind) && upstream.length === 0 ? (json.related ?? []).filter(isCve) : [];
  const own = ids.filter(isCve);
  const named = new Set([...upstream, ...related, ...(own.length > 1 ? own : [])]);
  if (NO_FLAWS.has(kind) && named.size === 0 && own.length === 0) return undefined;
  const affected = json.affected ?? [];
  const words = affected.map((one) => one.database_specific?.informational);
  if (words.some((word) => word === 'unmaintained' || word === 'notice')) return undefined;
  return {
    feed: 'osv',
    id: json.id,
    ids,
    covers: named.size === 0 && BUNDLES.has(kind) && own.length === 0 ? [json.id] : [...named],
    withdrawn: json.withdrawn !== undefined,
    modified: Date.parse(json.modified),
    text,
    statements: affected.flatMap(statementsOf),
  };
}

function statementsOf(affected: OsvAffected): Statement[] {
  const place = affected.package && placeOf(affected.package.ecosystem);
  if (place === undefined || affected.ecosystem_specific?.module_name_regex !== undefined) return [];
  const specific = affected.database_specific;
  const ranges = (affected.ranges ?? [])
    .filter(({ type }) => type !== 'GIT')
    .map(({ events }) => eventsOf(events, specific?.last_known_affected_version_range));
  const versions = affected.versions ?? [];
  if (ranges.length === 0 && versions.length === 0) return [];
  const key = foldedKey(place.ecosystem, affected.package!.name);
  const investigating = STILL_LOOKING.has(affected.ecosystem_specific?.status ?? '');
  return [statementOf(key, { names: place.names, ranges, versions, investigating, channel: place.channel })];
}

function eventsOf(events: readonly Readonly<Record<string, string>>[], lastKnown: string | undefined): RangeEvent[] {
  const read: RangeEvent[] = [];
  for (const event of events)
    for (const kind of ['introduced', 'fixed', 'last_affected', 'limit'] as const) {
      const version = event[kind];
      if (version !== undefined && !(kind === 'limit' && version === '*')) read.push({ kind, version });
    }
  const last = /^(<=?) *(\S+)$/.exec(lastKnown ?? '');
  if (last !== null && !read.some(({ kind }) => kind === 'fixed' || kind === 'last_affected'))
    read.push({ kind: last[1] === '<' ? 'limit' : 'last_affected', version: last[2]! });
  return read;
}

/** Our ecosystem of an OSV one (OSV schema, "Defined ecosystems"); undefined for those that nothing is matched with. */
function placeOf(
  ecosystem: string,
): { ecosystem: string; names: 'source' | 'binary'; channel: string | undefined } | undefined {
  const registry = Object.hasOwn(REGISTRIES, ecosystem) ? REGISTRIES[ecosystem] : undefined;
  if (registry !== undefined) return { ecosystem: registry, names: 'binary', channel: undefined };
  const parts = ecosystem.split(':');
  const release = parts[1] ?? '';
  const place = (ours: string, names: 'source' | 'binary', channel?: string) => ({ ecosystem: ours, names, channel });
  switch (parts[0]) {
    case 'Debian':
      return release === '' ? undefined : place(`debian:${release}`, 'source');
    case 'Alpine':
      return release === '' ? undefined : place(`alpine:${release.replace(/^v/, '')}`, 'source');
    case 'Alpaquita':
      return release === '' ? undefined : place(`alpaquita:${release}`, 'source');
    case 'Wolfi':
    case 'Chainguard':
      return place(parts[0].toLowerCase(), 'source');
    // Rocky's records name source packages, AlmaLinux's the binary ones.
    case 'Rocky Linux':
      return release === '' ? undefined : place(`rocky:${release}`, 'source');
    case 'AlmaLinux':
      return release === '' ? undefined : place(`almalinux:${release}`, 'binary');
    case 'Ubuntu':
      if (release.startsWith('FIPS') || parts[2]?.startsWith('FIPS') || release === '') return undefined;
      return release === 'Pro' ? place(`ubuntu:${parts[2]}`, 'source', 'esm') : place(`ubuntu:${release}`, 'source');
    default:
      return undefined;
  }
}
