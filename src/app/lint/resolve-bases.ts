import { hash } from 'node:crypto';
import { type OpenOptions, openImageSource } from '../../io/open-source.ts';
import { foreignImages } from '../../judgment/lint/parts/base-images.ts';
import { expandAt } from '../../judgment/lint/parts/contexts.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Digest } from '../../model/digest.ts';
import type { Dockerfile } from '../../model/dockerfile.ts';
import { PlimsollError } from '../../model/error.ts';
import { mapLimited } from '../../util/map-limited.ts';

const AT_ONCE = 4;

/** Asks registries for the digest that each tag of the files means now. What cannot be told is left out, and noted (`lint/base-unresolved`). */
export async function resolveBases(
  files: readonly Dockerfile[],
  open: OpenOptions,
  note: (diagnostic: Diagnostic) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Digest>> {
  const texts = new Set<string>();
  for (const file of files) {
    const images = foreignImages(file, { expand: (text, at) => expandAt(file, text, at) });
    for (const { text, reference } of images) if (reference.digest === undefined) texts.add(text);
  }
  const digests = new Map<string, Digest>();
  await mapLimited([...texts].sort(), AT_ONCE, async (text) => {
    try {
      digests.set(text, await digestOf(text, open, signal));
    } catch (cause) {
      if (!(cause instanceof PlimsollError)) throw cause;
      const message = `the digest of ${text} could not be asked for: ${cause.message}`;
      note({ code: 'lint/base-unresolved', severity: 'warning', message });
    }
  });
  return digests;
}

/** Of the index where there is one: it holds for every platform. */
async function digestOf(text: string, open: OpenOptions, signal: AbortSignal): Promise<Digest> {
  const source = await openImageSource(`registry://${text}`, open);
  try {
    const root = await source.root(signal);
    if (root.kind !== 'oci') throw new PlimsollError('registry/bad-answer', `${text} has no manifest`);
    return root.digest ?? `sha256:${hash('sha256', root.bytes)}`;
  } finally {
    await source.close();
  }
}
