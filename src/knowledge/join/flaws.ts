/** The ids of one record: its own, its aliases, and what it bundles (docs/matching.md §2). */
export interface RecordIds {
  readonly ids: readonly string[];
  readonly covers: readonly string[];
}

const CVE = /^CVE-\d{4}-\d{4,19}$/;

/**
 * The canonical ids of the flaws of each record, in the order of the records (docs/matching.md §2). Sorted; the order in which
 * records come does not matter.
 */
export function groupFlaws(records: readonly RecordIds[]): readonly (readonly string[])[] {
  const groups = tie(records);
  return records.map(({ ids, covers }) => {
    if (covers.length > 0) return covers;
    const cve = ids.find((id) => CVE.test(id));
    if (cve !== undefined) return [cve];
    const group = groups.of(ids[0] ?? '');
    return [group.cves.size === 1 ? ([...group.cves][0] ?? group.least) : group.least];
  });
}

interface Group {
  /** CVEs that records tie to the group. */
  readonly cves: Set<string>;
  /** The id that names the group when no CVE does. */
  least: string;
}

/** Ids that are no CVE are tied when one record without `covers` names both: connected components, by union-find. */
function tie(records: readonly RecordIds[]): { of(id: string): Group } {
  const parents = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) {
      parents.set(at, parents.get(up) ?? up);
      at = up;
    }
    return at;
  };
  const tying = records.filter(({ covers }) => covers.length === 0);
  for (const { ids } of tying) {
    const others = ids.filter((id) => !CVE.test(id));
    for (const id of others) {
      if (!parents.has(id)) parents.set(id, id);
      parents.set(root(id), root(others[0] ?? id));
    }
  }
  const groups = new Map<string, Group>();
  const of = (id: string): Group => {
    const known = groups.get(root(id));
    if (known !== undefined) return known;
    const group: Group = { cves: new Set(), least: id };
    groups.set(root(id), group);
    return group;
  };
  for (const { ids } of tying) {
    const cve = ids.find((id) => CVE.test(id));
    for (const id of ids) {
      if (CVE.test(id)) continue;
      const group = of(id);
      if (cve !== undefined) group.cves.add(cve);
      if (rank(id) < rank(group.least)) group.least = id;
    }
  }
  return { of };
}

/** GHSA before others, then by code point. */
function rank(id: string): string {
  return `${id.startsWith('GHSA-') ? 0 : 1}${id}`;
}
