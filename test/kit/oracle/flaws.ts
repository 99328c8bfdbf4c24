import { isCve, type OracleRecord } from './records.ts';

/** Which flaws each record speaks of (docs/matching.md §2), once all records are there. */
export function flawsOfRecords(records: readonly OracleRecord[]): (record: OracleRecord) => readonly string[] {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let next = parent.get(at); next !== undefined; next = parent.get(at)) at = next;
    return at;
  };
  const single = records.filter(({ covers }) => covers.length === 0);
  for (const { ids } of single) {
    const [first, ...others] = ids.filter((id) => !isCve(id));
    for (const other of others) {
      const [a, b] = [root(first!), root(other)];
      if (a !== b) parent.set(b, a);
    }
  }
  const cves = new Map<string, Set<string>>();
  const members = new Map<string, Set<string>>();
  for (const { ids } of single)
    for (const id of ids.filter((one) => !isCve(one))) {
      const group = root(id);
      members.set(group, (members.get(group) ?? new Set()).add(id));
      for (const cve of ids.filter(isCve)) cves.set(group, (cves.get(group) ?? new Set()).add(cve));
    }
  return ({ id, ids, covers }) => {
    if (covers.length > 0) return covers;
    const own = ids.find(isCve);
    if (own !== undefined) return [own];
    const group = root(id);
    const [cve, ...more] = cves.get(group) ?? [];
    if (cve !== undefined && more.length === 0) return [cve];
    const rank = (one: string) => `${one.startsWith('GHSA-') ? 0 : 1}${one}`;
    return [[...(members.get(group) ?? [id])].reduce((a, b) => (rank(a) < rank(b) ? a : b))];
  };
}
