import type { Diagnostic } from '../../../model/diagnostic.ts';

/** Of more subjects than this nobody makes one document; each is one walk through all components. */
export const MAX_SUBJECTS = 100;

/** Everything that can be reached from `start` along the arrows, itself included. */
export function reachedFrom(start: string, arrows: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set may grow while it is walked through.
  for (const at of reached) for (const next of arrows.get(at) ?? []) reached.add(next);
  return reached;
}

/** Said when a document has more than that: all of it is then one subject. */
export function tooManySubjects(count: number): readonly Diagnostic[] {
  if (count <= MAX_SUBJECTS) return [];
  const message = `The document is about ${count} things, which are taken as one.`;
  return [{ code: 'sbom/many-subjects', severity: 'warning', message }];
}
