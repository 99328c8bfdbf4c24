import type { KnowledgeStore } from '../io/store/knowledge-store.ts';
import type { PackageKey } from '../model/knowledge.ts';
import type { FoundAdvisory, KnowledgeSearch } from '../model/report.ts';
import type { FiledAdvisory } from '../ports/knowledge-lookup.ts';

/** Packages whose records are shown: a search for a letter is no use to anybody. */
const MOST_KEYS = 50;

/** Records of a flaw when `query` is one of its ids, else of packages whose name has it: `minimist`, `npm minimist`. */
export function searchKnowledge(query: string, knowledge: KnowledgeStore, at: string): KnowledgeSearch {
  const found = { kind: 'knowledge-search', query, knowledge: knowledge.info, at } as const;
  const flaws = flawsOf(query, knowledge);
  if (flaws.length > 0) {
    const facts = flaws.flatMap((id) => knowledge.flaw(id) ?? []);
    const records = [...new Set(facts.flatMap((flaw) => flaw.records))].sort();
    const epss = facts.find((flaw) => flaw.epss)?.epss;
    const kev = facts.find((flaw) => flaw.kev)?.kev;
    return {
      ...found,
      advisories: records.flatMap((record) => advisoryOf(record, filedOf(record, flaws, knowledge), knowledge)),
      ...(epss && { epss }),
      ...(kev && { kev }),
    };
  }
  const byRecord = new Map<string, FiledAdvisory[]>();
  for (const key of keysOf(query, knowledge))
    for (const filed of knowledge.filed(key))
      byRecord.set(filed.advisory, [...(byRecord.get(filed.advisory) ?? []), filed]);
  const advisories = [...byRecord].flatMap(([record, filed]) => advisoryOf(record, filed, knowledge));
  return { ...found, advisories };
}

function flawsOf(query: string, knowledge: KnowledgeStore): readonly string[] {
  for (const id of [query, query.toUpperCase()]) {
    const flaws = knowledge.flawsOf(id);
    if (flaws.length > 0) return flaws;
  }
  // GHSA ids are written half in capitals.
  return knowledge.flawsOf(query.toLowerCase().replace(/^ghsa/, 'GHSA'));
}

/** `ecosystem name` is a key as it is written. */
function keysOf(query: string, knowledge: KnowledgeStore): readonly PackageKey[] {
  const blank = query.indexOf(' ');
  if (blank > 0 && knowledge.filed(query as PackageKey).length > 0) return [query as PackageKey];
  return knowledge.searchKeys(query, MOST_KEYS).slice(0, MOST_KEYS);
}

/** What a record says of all packages that it is filed under, for these flaws. */
function filedOf(record: string, flaws: readonly string[], knowledge: KnowledgeStore): FiledAdvisory[] {
  const keys = knowledge.advisory(record)?.keys ?? [];
  return keys.flatMap((key) =>
    knowledge
      .filed(key)
      .filter((filed) => filed.advisory === record && filed.flaws.some((flaw) => flaws.includes(flaw))),
  );
}

function advisoryOf(record: string, filed: readonly FiledAdvisory[], knowledge: KnowledgeStore): FoundAdvisory[] {
  const advisory = knowledge.advisory(record);
  if (advisory === undefined) return [];
  const { feed, id, flaws, title, published, withdrawn } = advisory;
  return [
    {
      feed,
      id,
      flaws,
      ...(title !== undefined && { title }),
      ...(published !== undefined && { published }),
      ...(withdrawn !== undefined && { withdrawn }),
      affected: filed.map(({ affected }) => affected),
    },
  ];
}
