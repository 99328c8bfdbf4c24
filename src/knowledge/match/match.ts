import type { Diagnostic } from '../../model/diagnostic.ts';
import { ecosystemOfPackage } from '../../model/ecosystem.ts';
import { distroOf, type Inventory } from '../../model/inventory.ts';
import type { Package } from '../../model/package.ts';
import { severityRank } from '../../model/severity.ts';
import type { Undecided, UndecidedReason, Vulnerability } from '../../model/vulnerability.ts';
import type { KnowledgeLookup } from '../../ports/knowledge-lookup.ts';
import { createFlawBook, type FlawBook } from './book.ts';
import { diagnosticsOf } from './gaps.ts';
import { judgeFlaws } from './judge-flaws.ts';
import { lookupsOf } from './keys.ts';
import { authorityOver } from './ownership.ts';
import { type Row, rowOf } from './row.ts';

export interface Match {
  /** Worst severity first, then the highest risk, then by id, then by package: a total order. */
  readonly vulnerabilities: readonly Vulnerability[];
  /** By id, then by package. */
  readonly undecided: readonly Undecided[];
  /** What could not be judged as a whole, by code. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known to be wrong with what is installed: docs/matching.md. Pure; the same inventory and knowledge give the same bytes. */
export function matchInventory(inventory: Inventory, knowledge: KnowledgeLookup): Match {
  const book = createFlawBook(knowledge);
  const distro = distroOf(inventory);
  const packages = new Map(inventory.packages.map((pkg) => [pkg.id, pkg]));
  const known = new Map<string, readonly Outcome[]>();
  const vulnerabilities: Vulnerability[] = [];
  const undecided: Undecided[] = [];
  for (const pkg of inventory.packages) {
    const ecosystem = ecosystemOfPackage(pkg, distro);
    const authority = authorityOver(pkg, packages);
    if (!pkg.visible || ecosystem === undefined || authority === 'owner') continue;
    for (const { flaw, row, why } of outcomesOf(pkg, ecosystem, book, known)) {
      if (row !== undefined && authority !== 'nobody') vulnerabilities.push(vulnerabilityOf(row, pkg, inventory));
      else undecided.push({ id: flaw, package: pkg.id, why: why ?? 'third-party-package' });
    }
  }
  return {
    vulnerabilities: vulnerabilities.sort(bySeverity),
    undecided: undecided.sort((a, b) => byText(a.id, b.id) || byText(a.package, b.package)),
    diagnostics: diagnosticsOf(inventory, knowledge),
  };
}

/** A flaw that is there (`row`) or may be (`why` it cannot be said). */
interface Outcome {
  readonly flaw: string;
  readonly row?: Row;
  readonly why?: UndecidedReason;
}

/** The unit of judging; the binaries of one source ask the same question, so it is answered once. */
function outcomesOf(
  pkg: Package,
  ecosystem: string,
  book: FlawBook,
  known: Map<string, readonly Outcome[]>,
): readonly Outcome[] {
  const lookups = lookupsOf(pkg, ecosystem);
  let question = `${pkg.arch ?? ''}\n${pkg.module ?? ''}`;
  for (const { key, names, version } of lookups) question += `\n${names} ${key}\n${version}`;
  const found = known.get(question);
  if (found !== undefined) return found;
  const outcomes: Outcome[] = [];
  for (const [flaw, folded] of judgeFlaws(pkg, ecosystem, lookups, book)) {
    const { judgement } = folded;
    if (judgement.affected === true) outcomes.push({ flaw, row: rowOf(flaw, folded, ecosystem, book) });
    else if (judgement.affected === 'unknown') outcomes.push({ flaw, why: judgement.why });
  }
  known.set(question, outcomes);
  return outcomes;
}

function vulnerabilityOf(row: Row, pkg: Package, inventory: Inventory): Vulnerability {
  const layer = pkg.introduced;
  const origin = (layer === undefined ? undefined : inventory.layers[layer]?.origin) ?? 'unknown';
  return { ...row, package: pkg.id, origin, ...(layer !== undefined && { layer }) };
}

function bySeverity(a: Vulnerability, b: Vulnerability): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    b.risk - a.risk ||
    byText(a.id, b.id) ||
    byText(a.package, b.package)
  );
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
