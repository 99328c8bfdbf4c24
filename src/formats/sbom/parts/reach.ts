/** Everything that can be reached from `start` along the arrows, itself included. */
export function reachedFrom(start: string, arrows: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set may grow while it is walked through.
  for (const at of reached) for (const next of arrows.get(at) ?? []) reached.add(next);
  return reached;
}
