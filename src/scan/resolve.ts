import { createHash } from 'node:crypto';
import { parseConfig, parseManifest } from '../image/manifest.ts';
import type { Descriptor } from '../model/descriptor.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { algorithmOf, type Digest, hexOf } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import { formatPlatform, type Platform, platformFits } from '../model/platform.ts';
import type { ImageSource } from '../ports/image-source.ts';
import type { Subject, SubjectLayer } from './subject.ts';

/** `all`, one platform that the user named, or the machine's own. */
export type PlatformChoice = 'all' | { readonly asked: Platform } | { readonly own: Platform };

/**
 * Reads manifest and configuration of what a source names and checks every digest on the way.
 * Throws `image/no-platform`, `image/digest-mismatch`, `image/not-an-image`, `image/corrupt-config`.
 */
export async function resolve(source: ImageSource, choice: PlatformChoice, signal: AbortSignal): Promise<Subject[]> {
  const root = await source.root(signal);
  if (root.kind === 'docker-save') return [dockerSaveSubject(source, root.config, root.layers, choice)];
  if (root.digest !== undefined) checkDigest(root.bytes, root.digest, source.reference);
  const digest = root.digest ?? digestOf(root.bytes);
  const manifest = parseManifest(root.bytes, source.reference);
  if (manifest.kind === 'index') return fromIndex(source, digest, manifest.manifests, choice, signal);
  const subject = await imageSubject(source, root.bytes, digest, undefined, signal);
  return [withPlatformNote(subject, choice)];
}

async function fromIndex(
  source: ImageSource,
  index: Digest,
  manifests: readonly Descriptor[],
  choice: PlatformChoice,
  signal: AbortSignal,
): Promise<Subject[]> {
  const images = manifests.filter(isImage);
  const chosen =
    choice === 'all'
      ? images
      : images
          .filter((entry) => entry.platform === undefined || platformFits(wanted(choice), entry.platform))
          .slice(0, 1);
  if (chosen.length === 0) throw noPlatform(source.reference, images, choice);
  const others = images.filter((entry) => !chosen.includes(entry)).map(platformName);
  const diagnostics: Diagnostic[] =
    others.length === 0
      ? []
      : [
          {
            code: 'image/other-platforms',
            severity: 'info',
            message: `the index has ${others.length === 1 ? 'another platform' : 'other platforms'} too: ${others.join(', ')}`,
          },
        ];
  const subjects: Subject[] = [];
  for (const entry of chosen) {
    const bytes = await source.manifest(entry, signal);
    checkDigest(bytes, entry.digest, source.reference);
    const subject = await imageSubject(source, bytes, entry.digest, index, signal);
    subjects.push({ ...subject, diagnostics: [...subject.diagnostics, ...diagnostics] });
  }
  return subjects;
}

/** Attestation manifests stand in an index as images of an unknown platform: they are referrers, not images. */
function isImage(entry: Descriptor): boolean {
  if (entry.annotations['vnd.docker.reference.type'] !== undefined) return false;
  return (
    !(entry.platform?.os === 'unknown' && entry.platform.architecture === 'unknown') && entry.artifactType === undefined
  );
}

async function imageSubject(
  source: ImageSource,
  bytes: Uint8Array,
  manifestDigest: Digest,
  index: Digest | undefined,
  signal: AbortSignal,
): Promise<Subject> {
  const manifest = parseManifest(bytes, source.reference);
  if (manifest.kind !== 'image') {
    const what =
      manifest.kind === 'artifact' ? `an artifact of type ${manifest.artifactType}` : 'an index inside an index';
    throw new PlimsollError('image/not-an-image', `${source.reference} is ${what}, not an image`);
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
    const absent = absenceOf(descriptor);
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

function dockerSaveSubject(
  source: ImageSource,
  configBytes: Uint8Array,
  layers: readonly {
    readonly name: string;
    readonly sizeBytes: number;
    open(signal: AbortSignal): AsyncIterable<Uint8Array>;
  }[],
  choice: PlatformChoice,
): Subject {
  const { config, platform, diffIds } = parseConfig(configBytes, `the configuration of ${source.reference}`);
  if (diffIds.length !== layers.length) throw wrongCount(source.reference, diffIds.length, layers.length);
  const subject: Subject = {
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
  return withPlatformNote(subject, choice);
}

/** Layers that are there by name only (OCI image-spec, layer.md#non-distributable-layers; encrypted layers as ocicrypt marks them). */
function absenceOf({ mediaType }: Descriptor): SubjectLayer['absent'] {
  if (/\+encrypted$/.test(mediaType)) return 'encrypted';
  if (/nondistributable|foreign/.test(mediaType)) return 'foreign';
  return mediaType === '' || /tar|layer|rootfs/.test(mediaType) ? undefined : 'unsupported';
}

/** A single manifest of another platform is scanned with a note, or refused when another was asked for by name. */
function withPlatformNote(subject: Subject, choice: PlatformChoice): Subject {
  const have = subject.source.platform;
  if (choice === 'all' || platformFits(wanted(choice), have)) return subject;
  const { reference } = subject.source;
  if ('asked' in choice) {
    throw new PlimsollError('image/no-platform', `${reference} has no image for ${formatPlatform(choice.asked)}`, {
      help: [`it is for ${formatPlatform(have)} alone`],
    });
  }
  const message = `the image is for ${formatPlatform(have)}, not for this machine's ${formatPlatform(choice.own)}`;
  return {
    ...subject,
    diagnostics: [...subject.diagnostics, { code: 'image/other-platform', severity: 'info', message }],
  };
}

function noPlatform(reference: string, images: readonly Descriptor[], choice: PlatformChoice): PlimsollError {
  const want = choice === 'all' ? 'any platform' : formatPlatform(wanted(choice));
  if (images.length === 0) return new PlimsollError('image/not-an-image', `${reference} is an index without images`);
  return new PlimsollError('image/no-platform', `${reference} has no image for ${want}`, {
    help: [
      `it has ${images.map(platformName).join(', ')}`,
      `choose one with --platform ${platformName(images[0]!)}, or take every one with --platform all`,
    ],
  });
}

function wanted(choice: Exclude<PlatformChoice, 'all'>): Platform {
  return 'asked' in choice ? choice.asked : choice.own;
}

function platformName(entry: Descriptor): string {
  return entry.platform === undefined ? 'no platform' : formatPlatform(entry.platform);
}

function wrongCount(reference: string, diffIds: number, layers: number): PlimsollError {
  return new PlimsollError(
    'image/corrupt-config',
    `the configuration of ${reference} names ${diffIds} layers, the manifest ${layers}`,
  );
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

function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function checkDigest(bytes: Uint8Array, digest: Digest, name: string): void {
  if (createHash(algorithmOf(digest)).update(bytes).digest('hex') === hexOf(digest)) return;
  throw new PlimsollError(
    'image/digest-mismatch',
    `a document of ${name} has other bytes than its digest ${digest} says`,
    {
      help: ['the image is damaged or was tampered with: fetch it again'],
    },
  );
}
