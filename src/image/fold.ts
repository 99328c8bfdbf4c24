import type { Diagnostic, Note } from '../model/diagnostic.ts';
import type { Distro } from '../model/distro.ts';
import { type CatalogedPackage, isOsPackage, type Package, packageIdOf } from '../model/package.ts';
import type { Cataloger, ImageState, Located, OwnedFiles, Reader } from '../model/reader.ts';
import type { ImageTree } from './image-tree.ts';
import { mergePackages } from './merge-packages.ts';
import { type Ownership, ownershipOf } from './ownership.ts';

/** A fact of one layer's file. `from` is set when it took bytes of a later layer too: it holds from that state on. */
export interface LayerFact extends Located<unknown> {
  readonly from?: number;
}

/** Facts of one reader in every layer, also of files that later layers hide. */
export type FactsOf = (reader: Reader<unknown>) => readonly LayerFact[];

export interface FoldInput {
  /** One tree per state, bottom up. */
  readonly states: readonly ImageTree[];
  readonly facts: FactsOf;
  readonly catalogers: readonly Cataloger<unknown>[];
  /** The distribution that a state is. */
  readonly distroIn: (tree: ImageTree) => Distro | undefined;
  /** Whether the bytes of a file that a later layer wrote are still those that its owner recorded. */
  readonly isUnchanged: (path: string, layer: number) => boolean;
}

export interface FoldResult {
  readonly packages: readonly Package[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files that a later layer wrote over a package and whose bytes would decide who owns them. */
  readonly questions: readonly OwnershipQuestion[];
}

export interface OwnershipQuestion {
  readonly path: string;
  readonly layer: number;
  readonly algorithm: string;
  readonly hex: string;
}

/** Folds the layers' facts into what is installed: who owns it, since which layer it is there, where it lies. */
export function foldPackages(input: FoldInput): FoldResult {
  const diagnostics: Diagnostic[] = [];
  const note: Note = (diagnostic) => diagnostics.push(diagnostic);
  const top = input.states.length - 1;
  const tree = input.states[top];
  if (tree === undefined) return { packages: [], diagnostics, questions: [] };
  const imageState: ImageState = stateOf(input, top);

  const found: { pkg: CatalogedPackage; introduced: number }[] = [];
  const owned: OwnedFiles[] = [];
  for (const cataloger of input.catalogers) {
    const facts = input.facts(cataloger);
    if (facts.length === 0) continue;
    const current = factsShown(facts, tree, top);
    const packages = [...cataloger.packages(current, imageState, note)];
    const since = introducedBy(cataloger, facts, packages, input);
    for (const pkg of packages) found.push({ pkg, introduced: since.get(packageIdOf(pkg)) ?? top });
    owned.push(...(cataloger.owned?.(current, imageState) ?? []));
  }

  const ownership = ownershipOf(owned, tree, found, input.isUnchanged);
  const packages = mergePackages(found.map(({ pkg, introduced }) => withOwner(pkg, introduced, ownership)));
  return { packages, diagnostics, questions: ownership.questions };
}

function stateOf(input: FoldInput, layer: number): ImageState {
  const tree = input.states[layer]!;
  const distro = input.distroIn(tree);
  return { layer, tree, ...(distro && { distro }) };
}

/** Facts of the files that a state shows, under their canonical paths, in path order. A file seen under two names counts once. */
function factsShown(facts: readonly LayerFact[], tree: ImageTree, top: number): LayerFact[] {
  const shown = new Map<string, LayerFact>();
  for (const fact of facts) {
    if ((fact.from ?? fact.layer) > top || !tree.shows(fact.path, fact.layer)) continue;
    const path = tree.resolveParent(fact.path);
    const other = shown.get(path);
    if (other !== undefined && (other.from ?? other.layer) > (fact.from ?? fact.layer)) continue;
    shown.set(path, path === fact.path ? fact : { ...fact, path });
  }
  return [...shown.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * For each package of the final state the first layer since which it has been there without a gap. Earlier states are asked only
 * where they differ: at layers that wrote a file of this cataloger or that hid one.
 */
function introducedBy(
  cataloger: Cataloger<unknown>,
  facts: readonly LayerFact[],
  final: readonly CatalogedPackage[],
  input: FoldInput,
): ReadonlyMap<string, number> {
  const top = input.states.length - 1;
  const since = new Map<string, number>(final.map((pkg) => [packageIdOf(pkg), top]));
  const ignore: Note = () => {};
  let open = new Set(since.keys());
  let shownAbove = signatureOf(factsShown(facts, input.states[top]!, top));
  for (let layer = top - 1; layer >= 0 && open.size > 0; layer--) {
    const current = factsShown(facts, input.states[layer]!, layer);
    const signature = signatureOf(current);
    if (signature !== shownAbove) {
      const there = new Set<string>();
      for (const pkg of cataloger.packages(current, stateOf(input, layer), ignore)) there.add(packageIdOf(pkg));
      open = new Set([...open].filter((id) => there.has(id)));
    }
    shownAbove = signature;
    for (const id of open) since.set(id, layer);
  }
  return since;
}

function signatureOf(facts: readonly LayerFact[]): string {
  let signature = '';
  for (const { layer, from, path } of facts) signature += `${from ?? layer} ${path}\n`;
  return signature;
}

function withOwner(pkg: CatalogedPackage, introduced: number, ownership: Ownership): Package {
  const base = { ...pkg, id: packageIdOf(pkg), introduced, visible: true };
  if (isOsPackage(pkg)) return base;
  const { owner, overwritten } = ownership.of(pkg.locations.map(({ path }) => path));
  if (owner !== undefined) return { ...base, id: `${base.id}#${owner}`, owner };
  return overwritten === undefined ? base : { ...base, overwritten };
}
