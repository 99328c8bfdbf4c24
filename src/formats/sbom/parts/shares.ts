import type { Diagnostic } from '../../../model/diagnostic.ts';

/** Of more subjects than this nobody makes one document; each is one walk through all components. */
const MAX_SUBJECTS = 100;

/** What one of several subjects consists of. */
export interface Share<T> {
  readonly root: T;
  readonly parts: readonly T[];
}

/** Everything that can be reached from `start` along the arrows, itself included. */
function reachedFrom(start: string, arrows: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set may grow while it is walked through.
  for (const at of reached) for (const next of arrows.get(at) ?? []) reached.add(next);
  return reached;
}

/**
 * Shares the components of a document out to its subjects, by the arrows that lead from these; `rest` is what none leads to. Images
 * may share components, within reason: undefined when there are so many subjects, or they share so much, that the answer would be
 * many times the document.
 */
export function sharesOf<T>(
  roots: readonly T[],
  all: readonly T[],
  idOf: (part: T) => string | undefined,
  arrows: ReadonlyMap<string, readonly string[]>,
  isBelow: (part: T, root: T) => boolean = () => false,
): { readonly shares: readonly Share<T>[]; readonly rest: readonly T[] } | undefined {
  if (roots.length > MAX_SUBJECTS) return undefined;
  const isRoot = new Set(roots);
  const taken = new Set<T>();
  const shares: Share<T>[] = [];
  let left = 4 * all.length;
  for (const root of roots) {
    const reached = reachedFrom(idOf(root) ?? '', arrows);
    const parts = all.filter((part) => !isRoot.has(part) && (reached.has(idOf(part) ?? '') || isBelow(part, root)));
    left -= parts.length;
    if (left < 0) return undefined;
    for (const part of parts) taken.add(part);
    shares.push({ root, parts });
  }
  return { shares, rest: all.filter((part) => !isRoot.has(part) && !taken.has(part)) };
}

/** Said when a document cannot be shared out: all of it is then one subject. */
export function takenAsOne(count: number): Diagnostic {
  const message = `The document is about ${count} things, which are taken as one.`;
  return { code: 'sbom/many-subjects', severity: 'warning', message };
}
