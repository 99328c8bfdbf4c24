import { createHash } from 'node:crypto';
import { type ManifestDocument, parseConfig } from '../image/manifest.ts';
import type { Descriptor } from '../model/descriptor.ts';
import { algorithmOf, type Digest, hexOf } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import type { Platform } from '../model/platform.ts';
import type { ImageSource, UnnamedLayer } from '../ports/image-source.ts';
import type { Subject, SubjectLayer } from './subject.ts';

/** The image of a manifest, its configuration read and held to its digest. Codes: `image/not-an-image`, `image/corrupt-config`, `image/digest-mismatch`. */
export async function imageSubject(
  source: ImageSource,
  manifest: ManifestDocument,
  manifestDigest: Digest,
  index: Digest | undefined,
  signal: AbortSignal,
): Promise<Subject> {
  if (manifest.kind !== 'image') {
    const what = manifest.kind === 'artifact' ? `an artifact of type ${manifest.artifactType}` : 'an index';
    throw notAnImage(source.reference, what);
  }
  const configBytes = await collect(
    source.blob(manifest.config.digest, manifest.config.sizeBytes, signal),
    manifest.config.sizeBytes,
    source.reference,
  );
  checkDigest(configBytes, manifest.config.digest, source.reference);
  const { config, platform, diffIds } = parseConfig(configBytes, `the configuration of ${source.reference}`);
  if (diffIds.length !== manifest.layers.length)
    throw wrongCount(source.reference, diffIds.length, manifest.layers.length);
  const layers = manifest.layers.map((descriptor, at): SubjectLayer => {
    const absent = absenceOf(descriptor, platform);
    return {
      index: at,
      descriptor,
      sizeBytes: descriptor.sizeBytes,
      claimedDiffId: diffIds[at]!,
      ...(absent !== undefined && { absent }),
      open: (abort) => source.blob(descriptor.digest, descriptor.sizeBytes, abort),
    };
  });
  return {
    source: {
      kind: 'image',
      reference: source.reference,
      ...(index && { index }),
      manifest: manifestDigest,
      config: manifest.config.digest,
      platform,
    },
    config,
    layers,
    diagnostics: [],
  };
}

/** The image of the older docker-save form: no manifest, no digests of blobs. */
export function dockerSaveSubject(
  source: ImageSource,
  configBytes: Uint8Array,
  layers: readonly UnnamedLayer[],
): Subject {
  const { config, platform, diffIds } = parseConfig(configBytes, `the configuration of ${source.reference}`);
  if (diffIds.length !== layers.length) throw wrongCount(source.reference, diffIds.length, layers.length);
  return {
    source: { kind: 'image', reference: source.reference, config: digestOf(configBytes), platform },
    config,
    layers: layers.map((layer, index) => ({
      index,
      sizeBytes: layer.sizeBytes,
      claimedDiffId: diffIds[index]!,
      open: (signal) => layer.open(signal),
    })),
    diagnostics: [],
  };
}

/** Layers that are there by name only (OCI image-spec, layer.md#non-distributable-layers; encrypted layers as ocicrypt marks them). */
function absenceOf({ mediaType }: Descriptor, { os }: Platform): SubjectLayer['absent'] {
  if (/\+encrypted$/.test(mediaType)) return 'encrypted';
  if (/nondistributable|foreign/.test(mediaType)) return 'foreign';
  // Layers of Windows hold another file system: its registry says what is installed, which nothing here reads.
  if (os === 'windows') return 'unsupported';
  return mediaType === '' || mediaType.includes('tar') ? undefined : 'unsupported';
}

function wrongCount(reference: string, diffIds: number, layers: number): PlimsollError {
  return new PlimsollError(
    'image/corrupt-config',
    `the configuration of ${reference} names ${diffIds} layers, the manifest ${layers}`,
  );
}

export function notAnImage(reference: string, what: string): PlimsollError {
  return new PlimsollError('image/not-an-image', `${reference} is ${what}, not an image`);
}

async function collect(chunks: AsyncIterable<Uint8Array>, sizeBytes: number, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > sizeBytes || length > 4 << 20)
      throw new PlimsollError('image/digest-mismatch', `the configuration of ${name} is larger than it is said to be`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function checkDigest(bytes: Uint8Array, digest: Digest, name: string): void {
  if (createHash(algorithmOf(digest)).update(bytes).digest('hex') === hexOf(digest)) return;
  throw new PlimsollError(
    'image/digest-mismatch',
    `a document of ${name} has other bytes than its digest ${digest} says`,
    {
      help: ['the image is damaged or was tampered with: fetch it again'],
    },
  );
}
