import type { Reference } from '../../model/reference.ts';
import type { ImageRoot, ImageSource } from '../../ports/image-source.ts';
import type { ReferrerSource } from '../../ports/referrer-source.ts';
import { blobPieces } from './blob-stream.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { missingImage } from './missing-image.ts';
import { ownChunks } from './own-chunks.ts';
import { listReferrers } from './referrers.ts';
import { RegistryClient } from './registry-client.ts';
import { wrongSize } from './registry-error.ts';
import type { RegistryOptions } from './registry-options.ts';

export type { RegistryEnvironment, RegistryOptions, RegistryTiming } from './registry-options.ts';

export interface RegistrySource extends ImageSource, ReferrerSource {}

/** An image in a registry. `name` is what the user wrote and stands in reports. A digest in the reference counts, its tag does not. */
export function registrySource(reference: Reference, name: string, options: RegistryOptions): RegistrySource {
  const client = new RegistryClient(reference, options);
  return {
    reference: name,
    root: (signal) => rootOf(client, reference, signal),
    manifest: async ({ digest, sizeBytes }, signal) => {
      const { bytes, host } = await manifestOf(client, reference, digest, signal);
      if (bytes.length !== sizeBytes) throw wrongSize(host, digest, sizeBytes, `${bytes.length}`);
      return bytes;
    },
    blob: (digest, sizeBytes, signal) => ownChunks(blobPieces(client, digest, sizeBytes, signal), sizeBytes),
    referrers: (digest, signal) => listReferrers(client, digest, signal),
    close: () => client.close(),
  };
}

async function rootOf(client: RegistryClient, reference: Reference, signal: AbortSignal): Promise<ImageRoot> {
  const { digest, tag = 'latest' } = reference;
  const { bytes, mediaType } = await manifestOf(client, reference, digest ?? tag, signal);
  return { kind: 'oci', bytes, ...(mediaType && { mediaType }), ...(digest && { digest }) };
}

async function manifestOf(client: RegistryClient, reference: Reference, named: string, signal: AbortSignal) {
  const manifest = await fetchManifest(client, named, signal);
  if (manifest === undefined) throw await missingImage(client, reference, named, signal);
  return manifest;
}
