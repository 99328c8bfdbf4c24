import { isDistroEcosystem, schemeOfEcosystem } from '../../src/model/ecosystem.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import type { Advisory, Affected, KnowledgeInfo, PackageKey, VersionEvent } from '../../src/model/knowledge.ts';
import { type Package, type PackageType, packageIdOf } from '../../src/model/package.ts';
import type { FiledAdvisory, FlawFacts, KnowledgeLookup, KnownAdvisory } from '../../src/ports/knowledge-lookup.ts';

const info: KnowledgeInfo = {
  digest: `sha256:${'0'.repeat(64)}`,
  builtAt: '2026-01-02T00:00:00Z',
  asOf: '2026-01-01',
  feeds: [],
};

/** Knowledge in memory, out of advisories. Flaws are told as docs/matching.md §2 tells them; `flaws` adds EPSS and KEV by canonical id. */
export function knowledgeOf(
  advisories: readonly Advisory[],
  flaws: Readonly<Record<string, Partial<Pick<FlawFacts, 'epss' | 'kev'>>>> = {},
): KnowledgeLookup {
  const groupOf = tiedIds(advisories.filter(({ covers }) => covers.length === 0));
  const filed = new Map<string, FiledAdvisory[]>();
  const known = new Map<string, KnownAdvisory>();
  const facts = new Map<string, { aliases: Set<string>; records: Set<string> }>();
  const byId = new Map<string, Set<string>>();
  const addTo = <V>(map: Map<string, Set<V>>, key: string, value: V) =>
    map.set(key, (map.get(key) ?? new Set<V>()).add(value));
  for (const advisory of advisories) {
    const { affected, kind: _, ...rest } = advisory;
    const key = `${advisory.feed} ${advisory.id}`;
    const flawsOfIt = advisory.covers.length > 0 ? advisory.covers : [canonicalOf(advisory, groupOf)];
    const keys = [...new Set(affected.map((one) => one.key))].sort();
    known.set(key, { ...rest, flaws: flawsOfIt, keys });
    const { withdrawn } = advisory;
    for (const one of affected) {
      const filing = { advisory: key, flaws: flawsOfIt, ...(withdrawn !== undefined && { withdrawn }), affected: one };
      filed.set(one.key, [...(filed.get(one.key) ?? []), filing]);
    }
    for (const flaw of flawsOfIt) {
      const fact = facts.get(flaw) ?? { aliases: new Set(), records: new Set() };
      facts.set(flaw, fact);
      fact.records.add(key);
      for (const id of [advisory.id, ...advisory.aliases]) {
        addTo(byId, id, flaw);
        if (advisory.covers.length === 0 && id !== flaw) fact.aliases.add(id);
      }
      addTo(byId, flaw, flaw);
    }
  }
  const ecosystems = new Set([...filed.keys()].map((key) => key.slice(0, key.indexOf(' '))));
  return {
    info,
    filed: (key: PackageKey) => filed.get(key) ?? [],
    advisory: (key) => known.get(key),
    flaw: (id) => {
      const fact = facts.get(id);
      if (fact === undefined) return undefined;
      return { aliases: [...fact.aliases].sort(), records: [...fact.records].sort(), ...flaws[id] };
    },
    flawsOf: (id) => [...(byId.get(id) ?? [])].sort(),
    hasEcosystem: (ecosystem) => ecosystems.has(ecosystem),
    lifecycles: () => [],
  };
}

function isCve(id: string): boolean {
  return id.startsWith('CVE-');
}

/** The CVE of the record, else the one CVE that its ids are tied to, else the least tied id, GHSA first. */
function canonicalOf(advisory: Advisory, groupOf: (id: string) => ReadonlySet<string>): string {
  const own = [advisory.id, ...advisory.aliases];
  const cve = own.find(isCve);
  if (cve !== undefined) return cve;
  const tied = new Set(own.flatMap((id) => [...groupOf(id)]));
  const cves = [...tied].filter(isCve);
  if (cves.length === 1) return cves[0]!;
  const rank = (id: string) => `${id.startsWith('GHSA-') ? 0 : 1}${id}`;
  return [...tied, ...own].filter((id) => !isCve(id)).sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]!;
}

/** Ids tied by records, through any chain of ids that are no CVEs; quadratic, for a handful of records. */
function tiedIds(advisories: readonly Advisory[]): (id: string) => ReadonlySet<string> {
  return (start) => {
    const reached = new Set([start]);
    for (const id of reached) {
      if (isCve(id)) continue;
      for (const { id: own, aliases } of advisories) {
        const ids = [own, ...aliases];
        if (ids.includes(id)) for (const other of ids) reached.add(other);
      }
    }
    return reached;
  };
}

/** An advisory with the few parts that a claim is about; its feed is `test` and its affected packages are said briefly. */
export function advisoryOf(id: string, parts: Partial<Omit<Advisory, 'kind' | 'id'>> = {}): Advisory {
  return {
    kind: 'advisory',
    feed: 'test',
    id,
    digest: `sha256:${'1'.repeat(64)}`,
    aliases: [],
    covers: [],
    references: [],
    cwes: [],
    ratings: [],
    affected: [],
    ...parts,
  };
}

/** `affectedOf('debian:11 openssl', '0 <1.1.1n-0+deb11u1')`: each range is events in words, `>=` or bare opens, `<` fixes, `<=` is the last affected, `!` limits. */
export function affectedOf(
  key: PackageKey,
  ranges: string | readonly string[],
  parts: Partial<Omit<Affected, 'key' | 'ranges'>> = {},
): Affected {
  const ecosystem = key.slice(0, key.indexOf(' '));
  const texts = typeof ranges === 'string' ? [ranges] : ranges;
  return {
    key,
    scheme: schemeOfEcosystem(ecosystem)!,
    names: isDistroEcosystem(ecosystem) ? 'source' : 'binary',
    ranges: texts.map((text) => ({ events: text.split(' ').filter(Boolean).map(eventOf) })),
    status: 'unknown',
    ...parts,
  };
}

function eventOf(word: string): VersionEvent {
  if (word.startsWith('<=')) return { lastAffected: word.slice(2) };
  if (word.startsWith('<')) return { fixed: word.slice(1) };
  if (word.startsWith('!')) return { limit: word.slice(1) };
  return { introduced: word };
}

/** An installed package; of an OS type it is the distribution's. */
export function packageOf(type: PackageType, name: string, version: string, parts: Partial<Package> = {}): Package {
  const isOs = type === 'deb' || type === 'apk' || type === 'rpm';
  const pkg = { type, name, version, ...parts };
  return {
    id: packageIdOf(pkg),
    vendor: isOs ? 'distro' : 'unknown',
    relation: 'unknown',
    licenses: [],
    locations: [{ layer: 0, path: `${type}/${name}` }],
    introduced: 0,
    visible: true,
    ...pkg,
  };
}

/** An image of one base layer and one application layer; `distro` as `debian 11`, `''` for an image without os-release. */
export function inventoryOf(distro: string, packages: readonly Package[]): Inventory {
  const [id = '', versionId] = distro.split(' ');
  const release = { id, idLike: [], prettyName: distro, ...(versionId !== undefined && { versionId }) };
  const instruction = { createdBy: 'RUN install', certainty: 'history' } as const;
  return {
    source: { kind: 'tree', root: 'somewhere' },
    layers: [
      { index: 0, origin: 'base', state: { kind: 'read' } },
      { index: 1, origin: 'app', state: { kind: 'read' }, instruction },
    ],
    distros: distro === '' ? [] : [{ root: '', distro: release }],
    packages,
    findings: [],
    complete: true,
    readers: {},
    diagnostics: [],
  };
}
