import type { ImageSource } from '../../ports/image-source.ts';

/** A source that is found out at its first use. */
export function foundSource(reference: string, find: (signal: AbortSignal) => Promise<ImageSource>): ImageSource {
  let finding: Promise<ImageSource> | undefined;
  const found = (signal: AbortSignal) => {
    finding ??= find(signal);
    return finding;
  };
  return {
    reference,
    root: async (signal) => (await found(signal)).root(signal),
    manifest: async (descriptor, signal) => (await found(signal)).manifest(descriptor, signal),
    blob: async function* (digest, sizeBytes, signal) {
      yield* (await found(signal)).blob(digest, sizeBytes, signal);
    },
    close: async () => (await finding?.catch(() => undefined))?.close(),
  };
}
