import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { debianEcosystem } from './keys.ts';
import { type OracleRecord, type Statement, statementOf } from './records.ts';

interface TrackerRelease {
  readonly status: string;
  readonly fixed_version?: string;
}
type Tracker = Readonly<
  Record<string, Readonly<Record<string, { readonly releases?: Readonly<Record<string, TrackerRelease>> }>>>
>;

/** Debian's security tracker (`debian/tracker.json.gz`): package → flaw → release. */
export function trackerRecords(directory: string): OracleRecord[] {
  const text = gunzipSync(readFileSync(join(directory, 'debian/tracker.json.gz'))).toString('utf8');
  const statements = new Map<string, Statement[]>();
  for (const [name, flaws] of Object.entries(JSON.parse(text) as Tracker))
    for (const [flaw, { releases = {} }] of Object.entries(flaws))
      for (const [codename, release] of Object.entries(releases)) {
        const ecosystem = debianEcosystem(codename);
        if (ecosystem === undefined) continue;
        const fixed = release.status === 'resolved' ? release.fixed_version : undefined;
        const said = statementFixedAt(`${ecosystem} ${name}`, fixed, release.status === 'undetermined');
        statements.set(flaw, [...(statements.get(flaw) ?? []), said]);
      }
  return recordsOf('debian', statements);
}

interface Secdb {
  readonly packages: readonly {
    readonly pkg: { readonly name: string; readonly secfixes: Readonly<Record<string, readonly string[] | null>> };
  }[];
}

/** Alpine's and Wolfi's secdb: package → fixed version → flaws. */
export function secdbRecords(directory: string): OracleRecord[] {
  const alpine = new Map<string, Statement[]>();
  for (const branch of readdirSync(join(directory, 'alpine-secdb')).sort())
    if (branch === 'edge' || /^v\d+\.\d+$/.test(branch))
      for (const file of readdirSync(join(directory, 'alpine-secdb', branch)).sort())
        readSecdb(join(directory, 'alpine-secdb', branch, file), `alpine:${branch.replace('v', '')}`, alpine);
  const wolfi = new Map<string, Statement[]>();
  readSecdb(join(directory, 'wolfi/security.json'), 'wolfi', wolfi);
  return [...recordsOf('alpine', alpine), ...recordsOf('wolfi', wolfi)];
}

function readSecdb(path: string, ecosystem: string, statements: Map<string, Statement[]>): void {
  for (const { pkg } of (JSON.parse(readFileSync(path, 'utf8')) as Secdb).packages)
    for (const [version, entries] of Object.entries(pkg.secfixes))
      for (const flaw of (entries ?? []).flatMap(flawsOfEntry))
        statements.set(flaw, [
          ...(statements.get(flaw) ?? []),
          statementFixedAt(`${ecosystem} ${pkg.name}`, version, false),
        ]);
}

/** docs/matching.md §2: the CVEs that an entry names, else its first word that looks like an id. */
export function flawsOfEntry(entry: string): string[] {
  const cves = [...entry.matchAll(/(?<![A-Za-z0-9])CVE[-_](\d{4}-\d{4,19})(?!\d)/g)].map(
    ([, number]) => `CVE-${number}`,
  );
  if (cves.length > 0) return [...new Set(cves)];
  const words = entry.split(/[^A-Za-z0-9_.:-]+/);
  const other = words.find((word) => /^[A-Za-z]+-/.test(word) && /\d/.test(word) && !word.startsWith('CVE'));
  return other === undefined ? [] : [other];
}

/** Everything before `fixed` is hit; a fix at `0` means that nothing ever was, and none that everything is. */
function statementFixedAt(key: string, fixed: string | undefined, investigating: boolean): Statement {
  const introduced = { kind: 'introduced', version: '0' } as const;
  if (fixed === '0') return statementOf(key, { notAffected: true });
  const range = fixed === undefined ? [introduced] : [introduced, { kind: 'fixed', version: fixed } as const];
  return statementOf(key, { ranges: [range], investigating });
}

function recordsOf(feed: string, statements: ReadonlyMap<string, readonly Statement[]>): OracleRecord[] {
  return [...statements].map(([id, said]) => ({
    feed,
    id,
    ids: [id],
    covers: [],
    withdrawn: false,
    statements: said,
  }));
}
