import { secdbRecords, trackerRecords } from './distro-records.ts';
import { flawsOfRecords } from './flaws.ts';
import { fits, judgeStatement, type Said, type Verdict } from './judge.ts';
import { lookupsOf, type OracleDistro, type OraclePackage } from './keys.ts';
import { osvRecords } from './osv-records.ts';
import type { OracleRecord, Statement } from './records.ts';
import { schemeOf, type VersionOrder, VersionOrders } from './version-order.ts';

interface Book {
  readonly records: readonly OracleRecord[];
  readonly flawsOf: (record: OracleRecord) => readonly string[];
}

/** One question: a flaw, a package, and all that is said about both. */
interface Case {
  readonly pkg: OraclePackage;
  readonly ecosystem: string;
  readonly said: { readonly version: string; readonly said: Said }[];
}

const DISTRO_SCHEMES = new Set(['deb', 'apk', 'rpm']);
const books = new Map<string, Book>();
const orders = new VersionOrders();

/**
 * docs/matching.md once more, slowly: every flaw and package of which it does not hold that the package is unaffected.
 * Keys are `<flaw> <package id>`; unaffected pairs are left out; `advisoriesDirectory` has the layout of `../shared/advisories`.
 */
export async function oracle(
  packages: readonly OraclePackage[],
  distro: OracleDistro | undefined,
  advisoriesDirectory: string,
): Promise<Map<string, Verdict>> {
  const cases = casesOf(packages, distro, bookOf(advisoriesDirectory));
  let verdicts: Map<string, Verdict>;
  do {
    verdicts = new Map();
    for (const [key, one] of cases) {
      const order = orders.of(schemeOf(one.ecosystem));
      foresee(one, order);
      const verdict = judgeCase(one, order);
      if (verdict.affected !== false) verdicts.set(key, verdict);
    }
  } while (orders.answerOpenQuestions());
  return verdicts;
}

/** The documents are read once in a process: thirteen images need not wait thirteen times. */
function bookOf(directory: string): Book {
  let book = books.get(directory);
  if (book === undefined) {
    const records = [...osvRecords(directory), ...trackerRecords(directory), ...secdbRecords(directory)];
    book = { records, flawsOf: flawsOfRecords(records) };
    books.set(directory, book);
  }
  return book;
}

function casesOf(packages: readonly OraclePackage[], distro: OracleDistro | undefined, book: Book): Map<string, Case> {
  const cases = new Map<string, Case>();
  const judged = packages.filter((pkg) => isOs(pkg) || pkg.ownerVendor !== 'distro');
  const wanted = new Map<string, { pkg: OraclePackage; version: string }[]>();
  for (const pkg of judged)
    for (const { key, names, version } of lookupsOf(pkg, distro)) {
      const asking = wanted.get(`${names} ${key}`) ?? [];
      wanted.set(`${names} ${key}`, [...asking, { pkg, version }]);
    }
  for (const record of book.records)
    for (const statement of record.statements)
      for (const { pkg, version } of wanted.get(`${statement.names} ${statement.key}`) ?? [])
        for (const flaw of book.flawsOf(record)) {
          const key = `${flaw} ${pkg.id}`;
          const one = cases.get(key) ?? { pkg, ecosystem: ecosystemOf(statement), said: [] };
          one.said.push({ version, said: { withdrawn: record.withdrawn, statement } });
          cases.set(key, one);
        }
  return cases;
}

function isOs({ type }: OraclePackage): boolean {
  return DISTRO_SCHEMES.has(type);
}

function ecosystemOf({ key }: Statement): string {
  return key.slice(0, key.indexOf(' '));
}

/** Asks at once whatever may be asked: else each answer of a native program would lead to one more round of questions. */
function foresee({ said }: Case, order: VersionOrder): void {
  for (const { version, said: one } of said) {
    const bounds = one.statement.ranges.flat().map((event) => event.version);
    for (const text of [version, ...bounds, ...one.statement.versions]) {
      order.isValid(text);
      order.compare(text, version);
    }
    for (const range of one.statement.ranges)
      askAll(
        range.map((event) => event.version),
        order,
      );
  }
  askAll(
    said.flatMap((one) => fixesOf(one.said.statement)),
    order,
  );
}

function askAll(versions: readonly string[], order: VersionOrder): void {
  const distinct = [...new Set(versions)];
  for (const a of distinct) for (const b of distinct) order.compare(a, b);
}

/** docs/matching.md §4 and §5. */
function judgeCase({ pkg, said }: Case, order: VersionOrder): Verdict {
  const fitting = said.filter((one) => fits(one.said, pkg));
  const deciding = isOs(pkg) ? distroDeciders(fitting, order) : fitting;
  const verdicts = deciding.map(({ version, said: { statement } }) => judgeStatement(statement, version, order));
  const affected = verdicts.filter((verdict) => verdict.affected === true);
  if (affected.length > 0) {
    if (isOs(pkg) && pkg.vendor === 'third-party') return { affected: 'unknown', fixes: [] };
    return {
      affected: true,
      fixes: ascending(
        affected.flatMap(({ fixes }) => fixes),
        order,
      ),
    };
  }
  return { affected: verdicts.some((verdict) => verdict.affected === 'unknown') ? 'unknown' : false, fixes: [] };
}

/** Of those that name a fix or say "not affected" the ones with the newest fix, those of the plain channel first; all when none does. */
function distroDeciders(said: Case['said'], order: VersionOrder): Case['said'] {
  const naming = said.filter(({ said: { statement } }) => statement.notAffected || fixesOf(statement).length > 0);
  if (naming.length === 0) return said;
  const plain = naming.filter(({ said: { statement } }) => statement.channel === undefined);
  const among = plain.length > 0 ? plain : naming;
  const newest = (statement: Statement) => fixesOf(statement).reduce((a, b) => (newer(a, b, order) ? a : b), '0');
  const top = among.map((one) => newest(one.said.statement)).reduce((a, b) => (newer(a, b, order) ? a : b), '0');
  return among.filter((one) => !newer(top, newest(one.said.statement), order));
}

/** A fix at `0` is older than every other; one that cannot be read is as old. */
function newer(a: string, b: string, order: VersionOrder): boolean {
  if (a === '0' || !order.isValid(a)) return false;
  return b === '0' || !order.isValid(b) || order.compare(a, b) > 0;
}

function fixesOf({ ranges }: Statement): string[] {
  return ranges.flat().flatMap(({ kind, version }) => (kind === 'fixed' ? [version] : []));
}

/** Each version once: of those that are equal by the scheme the least text. */
function ascending(fixes: readonly string[], order: VersionOrder): readonly string[] {
  const texts = [...new Set(fixes)].sort();
  const readable = texts.filter((fix) => order.isValid(fix)).sort((a, b) => order.compare(a, b));
  const distinct = readable.filter((fix, index) => index === 0 || order.compare(readable[index - 1]!, fix) !== 0);
  return [...distinct, ...texts.filter((fix) => !order.isValid(fix))];
}
