import type { Diagnostic, Note } from '../model/diagnostic.ts';
import type { Distro } from '../model/distro.ts';
import { type CatalogedPackage, isOsPackage, type Package, packageIdOf } from '../model/package.ts';
import type { Cataloger, ImageState, Located, OwnedFiles, Reader } from '../model/reader.ts';
import type { ImageTree } from './image-tree.ts';
import { mergePackages } from './merge-packages.ts';
import { type Ownership, ownershipOf } from './ownership.ts';
import { vanishedPackages } from './vanished.ts';

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
  /** What the layer's entry calls it: its path before symlinks of lower layers were followed. */
  readonly entryPath: string;
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
    const spans = spansOf(facts, input.states);
    const current = factsShown(spans, top);
    const packages = [...cataloger.packages(current, imageState, note)];
    const since = introducedBy(cataloger, spans, packages, input);
    for (const pkg of packages) found.push({ pkg, introduced: since.get(packageIdOf(pkg)) ?? top });
    if (cataloger.owned === undefined) continue;
    const last = [...cataloger.owned(current, imageState)];
    owned.push(...last);
    const vanished = vanishedPackages(ownedBefore(cataloger, spans, input), last, tree);
    if (vanished !== undefined) note(vanished);
  }

  const ownership = ownershipOf(owned, tree, found, input.isUnchanged);
  const packages = mergePackages(found.map(({ pkg, introduced }) => withOwner(pkg, introduced, ownership)));
  return { packages, diagnostics, questions: ownership.questions };
}

/** Who owned what before a layer hid a file of the cataloger: in the states just below. */
function* ownedBefore(cataloger: Cataloger<unknown>, spans: readonly ShownFact[], input: FoldInput) {
  const states = new Set(
    spans.filter(({ from, until }) => until > from && until < input.states.length).map(({ until }) => until - 1),
  );
  for (const state of states) {
    yield { state, owned: cataloger.owned?.(factsShown(spans, state), stateOf(input, state)) ?? [] };
  }
}

function stateOf(input: FoldInput, layer: number): ImageState {
  const tree = input.states[layer]!;
  const distro = input.distroIn(tree);
  return { layer, tree, ...(distro && { distro }) };
}

/** A fact with the states that show its file, from `from` up to but not `until`, and its canonical path there. */
interface ShownFact {
  readonly fact: Located<unknown>;
  readonly from: number;
  readonly until: number;
}

/** When each fact's file came and when a later layer hid it. Nothing that is hidden comes back: so a search by halves finds the layer. */
function spansOf(facts: readonly LayerFact[], states: readonly ImageTree[]): ShownFact[] {
  const top = states.length - 1;
  return facts.map((fact) => {
    const from = fact.from ?? fact.layer;
    let until = top + 1;
    if (!states[top]!.shows(fact.path, fact.layer)) {
      let low = from;
      until = top;
      while (low < until) {
        const middle = (low + until) >>> 1;
        if (states[middle]!.shows(fact.path, fact.layer)) low = middle + 1;
        else until = middle;
      }
    }
    const path = (until > from ? states[until - 1]!.shownAt(fact.path, fact.layer) : undefined) ?? fact.path;
    return { fact: path === fact.path ? fact : { ...fact, path }, from, until };
  });
}

/** Facts of the files that a state shows, in path order. Of several for one file, that counts which took bytes of the latest layer. */
function factsShown(spans: readonly ShownFact[], state: number): Located<unknown>[] {
  const shown = new Map<string, ShownFact>();
  for (const span of spans) {
    if (span.from > state || span.until <= state) continue;
    const other = shown.get(span.fact.path);
    if (other === undefined || other.from <= span.from) shown.set(span.fact.path, span);
  }
  const facts = [...shown.values()].map(({ fact }) => fact);
  return facts.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * For each package of the final state the first layer since which it has been there without a gap. Earlier states are asked only
 * where they differ: below layers that wrote a file of this cataloger or hid one.
 */
function introducedBy(
  cataloger: Cataloger<unknown>,
  spans: readonly ShownFact[],
  final: readonly CatalogedPackage[],
  input: FoldInput,
): ReadonlyMap<string, number> {
  const top = input.states.length - 1;
  const since = new Map<string, number>(final.map((pkg) => [packageIdOf(pkg), top]));
  const changes = new Set(spans.flatMap(({ from, until }) => [from, until]));
  const ignore: Note = () => {};
  let open = new Set(since.keys());
  for (let layer = top - 1; layer >= 0 && open.size > 0; layer--) {
    if (changes.has(layer + 1)) {
      const there = new Set<string>();
      for (const pkg of cataloger.packages(factsShown(spans, layer), stateOf(input, layer), ignore))
        there.add(packageIdOf(pkg));
      open = new Set([...open].filter((id) => there.has(id)));
    }
    for (const id of open) since.set(id, layer);
  }
  return since;
}

function withOwner(pkg: CatalogedPackage, introduced: number, ownership: Ownership): Package {
  const base = { ...pkg, id: packageIdOf(pkg), introduced, visible: true };
  if (isOsPackage(pkg)) return base;
  const { owner, overwritten } = ownership.of(pkg.locations.map(({ path }) => path));
  if (owner !== undefined) return { ...base, id: `${base.id}#${owner}`, owner };
  return overwritten === undefined ? base : { ...base, overwritten };
}
