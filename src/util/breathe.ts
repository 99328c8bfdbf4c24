/** Lets waiting events through in the middle of long work, a signal to stop among them; throws its reason when it came. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
