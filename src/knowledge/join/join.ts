import { createHash } from 'node:crypto';
import type { Digest } from '../../model/digest.ts';
import type { Advisory, Exploitation, KnowledgeRecord, Lifecycle } from '../../model/knowledge.ts';
import type { FlawFacts, KnowledgeEntry, KnowledgeSection } from '../../ports/knowledge-lookup.ts';
import { type AdvisorySlot, advisoryOf, collectAdvisories, statementsOf } from './advisory-slots.ts';
import { groupFlaws } from './flaws.ts';

/** Puts the records of all feeds together, whatever their order and whatever documents held them. */
export interface Join {
  add(record: KnowledgeRecord): void;
  /**
   * The rows of the store, each section sorted by id. Once they have been taken, `digest` of the result names their content;
   * `records` counts what was kept of each feed. To be called once, after the last record.
   */
  finish(): Joined;
  /** `finish` in steps of some 10 ms, for who must be able to stop in between. */
  finishing(): Generator<void, Joined>;
}

export interface Joined {
  /** The advisories as they were put together, sorted by feed and id: what a snapshot passes on. */
  advisories(): Generator<Advisory>;
  readonly records: ReadonlyMap<string, number>;
  entries(): Generator<KnowledgeEntry>;
  digest(): Digest;
}

export function createJoin(): Join {
  const advisories = collectAdvisories();
  const epss = new Map<string, Kept>();
  const kev = new Map<string, Kept>();
  const lifecycles = new Map<string, Lifecycle>();
  function* finishing(): Generator<void, Joined> {
    const slots = advisories.sorted();
    yield;
    return yield* joined(slots, epss, kev, lifecycles);
  }
  return {
    add(record) {
      if (record.kind === 'advisory') advisories.add(record);
      else if (record.kind === 'exploitation') {
        keepNewer(epss, record, record.epss);
        keepNewer(kev, record, record.kev);
      } else if (record.kind === 'lifecycle') {
        const known = lifecycles.get(record.id);
        if (known === undefined || order(known) < order(record)) lifecycles.set(record.id, record);
      }
    },
    finishing,
    finish() {
      const steps = finishing();
      for (;;) {
        const { value, done } = steps.next();
        if (done) return value;
      }
    },
  };
}

/** Advisories that are filed in one step. */
const SLOTS_AT_ONCE = 500;

/** One statement about a flaw, and whose. */
interface Kept {
  readonly feed: string;
  readonly validFrom: string;
  readonly json: string;
}

function keepNewer(kept: Map<string, Kept>, record: Exploitation, statement: object | undefined): void {
  if (statement === undefined) return;
  const next = { feed: record.feed, validFrom: record.validFrom ?? '', json: JSON.stringify(statement) };
  const known = kept.get(record.flaw);
  if (known === undefined || `${known.validFrom} ${known.json}` < `${next.validFrom} ${next.json}`)
    kept.set(record.flaw, next);
}

function order(record: Lifecycle): string {
  return `${record.validFrom ?? ''} ${JSON.stringify(record)}`;
}

interface FlawSlot {
  readonly aliases: Set<string>;
  readonly records: string[];
}

function* joined(
  slots: readonly AdvisorySlot[],
  epss: ReadonlyMap<string, Kept>,
  kev: ReadonlyMap<string, Kept>,
  lifecycles: ReadonlyMap<string, Lifecycle>,
): Generator<void, Joined> {
  const flawsOfSlot = groupFlaws(slots.map(({ id, aliases, covers }) => ({ ids: [id, ...aliases], covers })));
  yield;
  const flaws = new Map<string, FlawSlot>();
  const ids = new Map<string, Set<string>>();
  const filed = new Map<string, string[]>();
  const keys: (readonly string[])[] = [];
  for (const [index, slot] of slots.entries()) {
    if (index % SLOTS_AT_ONCE === 0) yield;
    const own = flawsOfSlot[index] ?? [];
    keys.push(file(slot, own, filed));
    for (const flaw of own) {
      const known = flaws.get(flaw) ?? { aliases: new Set<string>(), records: [] };
      flaws.set(flaw, known);
      known.records.push(slot.reference);
      // The id of a bundle is no other name of what it bundles.
      if (slot.covers.length === 0) for (const id of [slot.id, ...slot.aliases]) if (id !== flaw) known.aliases.add(id);
    }
    for (const id of [slot.id, ...slot.aliases]) for (const flaw of own) if (id !== flaw) referTo(ids, id, flaw);
  }
  for (const flaw of kev.keys()) if (!flaws.has(flaw)) flaws.set(flaw, { aliases: new Set(), records: [] });
  // An id that is itself a flaw may name others too: then it names both.
  for (const [id, named] of ids) if (flaws.has(id)) named.add(id);

  const hash = createHash('sha256');
  function* entries(): Generator<KnowledgeEntry> {
    for (const entry of rows()) {
      hash.update(`${entry.section}\0${entry.id}\0${entry.json}\n`);
      yield entry;
    }
  }
  function* rows(): Generator<KnowledgeEntry> {
    for (const [index, slot] of slots.entries()) {
      yield {
        section: 'advisory',
        id: slot.reference,
        json: withMember(
          withMember(slot.facts, 'flaws', JSON.stringify(flawsOfSlot[index])),
          'keys',
          JSON.stringify(keys[index]),
        ),
      };
    }
    yield* sorted('filed', filed, (statements) => `[${statements.join(',')}]`);
    yield* sorted('flaw', flaws, (slot, id) => flawJson(slot, epss.get(id), kev.get(id)));
    yield* sorted('id', ids, (named) => JSON.stringify([...named].sort()));
    yield* sorted('lifecycle', byProduct(lifecycles), (list) => JSON.stringify(list));
    for (const { reference, text } of slots) yield { section: 'text', id: reference, json: text };
  }
  const records = new Map<string, number>();
  const count = (feed: string): void => void records.set(feed, (records.get(feed) ?? 0) + 1);
  for (const { feed } of slots) count(feed);
  for (const { feed } of kev.values()) count(feed);
  for (const [flaw, { feed }] of epss) if (flaws.has(flaw)) count(feed);
  for (const { feed } of lifecycles.values()) count(feed);
  function* advisories(): Generator<Advisory> {
    for (const slot of slots) yield advisoryOf(slot);
  }
  return { advisories, records, entries, digest: () => `sha256:${hash.copy().digest('hex')}` };
}

/** Files what the advisory says under each of its keys; tells the keys, sorted. */
function file(slot: AdvisorySlot, flaws: readonly string[], filed: Map<string, string[]>): readonly string[] {
  const withdrawn = slot.withdrawn === undefined ? '' : `,"withdrawn":${JSON.stringify(slot.withdrawn)}`;
  const head = `{"advisory":${JSON.stringify(slot.reference)},"flaws":${JSON.stringify(flaws)}${withdrawn},"affected":`;
  const statements = statementsOf(slot);
  for (const [key, list] of statements) {
    const known = filed.get(key) ?? [];
    filed.set(key, known);
    for (const json of list) known.push(`${head}${json}}`);
  }
  return [...statements.keys()].sort();
}

function referTo(ids: Map<string, Set<string>>, id: string, flaw: string): void {
  const named = ids.get(id);
  if (named === undefined) ids.set(id, new Set([flaw]));
  else named.add(flaw);
}

function* sorted<V>(
  section: KnowledgeSection,
  map: ReadonlyMap<string, V>,
  json: (value: V, id: string) => string,
): Generator<KnowledgeEntry> {
  for (const id of [...map.keys()].sort()) yield { section, id, json: json(map.get(id) as V, id) };
}

function flawJson(slot: FlawSlot, epss: Kept | undefined, kev: Kept | undefined): string {
  const facts: FlawFacts = { aliases: [...slot.aliases].sort(), records: slot.records };
  let json = JSON.stringify(facts);
  if (epss !== undefined) json = withMember(json, 'epss', epss.json);
  return kev === undefined ? json : withMember(json, 'kev', kev.json);
}

/** An object's JSON with one more member; the object has members already. */
function withMember(json: string, name: string, value: string): string {
  return `${json.slice(0, -1)},"${name}":${value}}`;
}

/** The releases of each product, newest first where dates tell, else by cycle. */
function byProduct(lifecycles: ReadonlyMap<string, Lifecycle>): ReadonlyMap<string, readonly Lifecycle[]> {
  const products = new Map<string, Lifecycle[]>();
  for (const lifecycle of lifecycles.values()) {
    const list = products.get(lifecycle.product) ?? [];
    products.set(lifecycle.product, list);
    list.push(lifecycle);
  }
  const rank = ({ released, cycle }: Lifecycle): string => `${released ?? ''} ${cycle}`;
  for (const list of products.values()) list.sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
  return products;
}
