/**
 * Runs `task` over all items, at most `limit` at a time, in order of the items. The first failure is thrown once all running ones ended.
 * `spare` is told whenever there is more room than items: at once when they are few, else when the queue runs dry.
 */
export async function mapLimited<T>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<void>,
  spare: () => void = () => {},
): Promise<void> {
  let next = 0;
  let failure: { cause: unknown } | undefined;
  const lane = async () => {
    while (next < items.length && failure === undefined) {
      try {
        await task(items[next++]!);
      } catch (cause) {
        failure ??= { cause };
      }
    }
  };
  if (items.length < limit) spare();
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, () => lane().then(spare)));
  if (failure !== undefined) throw failure.cause;
}
