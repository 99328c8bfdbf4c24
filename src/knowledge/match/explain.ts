import { distroOf, type Inventory } from '../../model/inventory.ts';
import type { PackageKey } from '../../model/knowledge.ts';
import type { ExplainedPackage, Explanation } from '../../model/report.ts';
import type { KnowledgeLookup } from '../../ports/knowledge-lookup.ts';
import { createFlawBook, type FlawBook } from './book.ts';
import { explainPackage } from './explain-package.ts';
import { recordsByTrust, wordsOn } from './row.ts';

/**
 * Why a flaw is, or is not, reported for an image: of each installed package that any record of the flaw files, what was
 * compared and with what outcome. `id` is any id of the flaw, or of a bundle of flaws (a DSA), in any case.
 */
export function explain(inventory: Inventory, id: string, knowledge: KnowledgeLookup): Explanation {
  const book = createFlawBook(knowledge);
  const { asked, flaws } = flawsNamed(id, knowledge);
  const filedUnder = keysOf(flaws, book);
  const distro = distroOf(inventory);
  const context = { inventory, distro, book, byId: new Map(inventory.packages.map((pkg) => [pkg.id, pkg])) };
  const packages = flaws.flatMap((flaw) => {
    const keys = new Set(keysOf([flaw], book));
    return inventory.packages
      .filter(({ visible }) => visible)
      .flatMap((pkg) => explainPackage(pkg, flaw, keys, flaws.length > 1, context) ?? []);
  });
  const title = flaws[0] === undefined ? undefined : titleOf(flaws[0], book);
  return {
    kind: 'explanation',
    reference: referenceOf(inventory),
    ...namesOf(asked, flaws, book),
    ...(title !== undefined && { title }),
    verdict: verdictOf(packages),
    ...(packages.length === 0 && { reason: reasonWithoutPackages(flaws, book) }),
    filedUnder,
    packages: packages.sort((a, b) => rankOf(a) - rankOf(b)),
    knowledge: knowledge.info,
  };
}

/** The flaws that go by what somebody typed. Feeds write prefixes in upper case; GHSA and CGA ids go on in lower case. */
function flawsNamed(id: string, knowledge: KnowledgeLookup): { asked: string; flaws: readonly string[] } {
  const typed = id.trim();
  const upper = typed.toUpperCase();
  const mixed = upper.replace(/-.*$/s, (rest) => rest.toLowerCase());
  const spellings = /^(?:GHSA|CGA)-/.test(upper) ? [mixed, typed, upper] : [upper, typed, mixed];
  for (const asked of spellings) {
    const flaws = knowledge.flawsOf(asked);
    if (flaws.length > 0) return { asked, flaws };
  }
  return { asked: spellings[0]!, flaws: [] };
}

/** One flaw goes by its canonical id; a bundle keeps its own, and what it covers are its other names. */
function namesOf(asked: string, flaws: readonly string[], book: FlawBook): Pick<Explanation, 'id' | 'aliases'> {
  const [flaw] = flaws;
  if (flaw === undefined || flaws.length > 1) return { id: asked, aliases: flaws };
  const aliases = [...book.factsOf(flaw).aliases, asked].filter((alias) => alias !== flaw);
  return { id: flaw, aliases: [...new Set(aliases)].sort() };
}

function titleOf(flaw: string, book: FlawBook): string | undefined {
  return wordsOn(recordsByTrust(book.recordsOf(flaw), [], 'npm')).title;
}

function keysOf(flaws: readonly string[], book: FlawBook): readonly PackageKey[] {
  const keys = flaws.flatMap((flaw) => book.recordsOf(flaw).flatMap(({ advisory }) => advisory.keys));
  return [...new Set(keys)].sort();
}

function verdictOf(packages: readonly ExplainedPackage[]): Explanation['verdict'] {
  if (packages.some(({ outcome }) => outcome === 'reported')) return 'reported';
  return packages.some(({ outcome }) => outcome === 'undecided') ? 'undecided' : 'not-reported';
}

function reasonWithoutPackages(flaws: readonly string[], book: FlawBook): NonNullable<Explanation['reason']> {
  const records = flaws.flatMap((flaw) => book.recordsOf(flaw));
  if (records.length === 0) return 'not-in-knowledge';
  return records.every(({ advisory }) => advisory.withdrawn !== undefined) ? 'withdrawn' : 'not-installed';
}

function rankOf({ outcome }: ExplainedPackage): number {
  return ['reported', 'undecided', 'not-reported'].indexOf(outcome);
}

function referenceOf({ source }: Inventory): string {
  if (source.kind === 'image') return source.reference;
  return source.kind === 'tree' ? source.root : source.document;
}
