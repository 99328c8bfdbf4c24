import { parseManifest } from '../image/manifest.ts';
import type { Descriptor } from '../model/descriptor.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Digest } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import { formatPlatform, type Platform, platformFits } from '../model/platform.ts';
import type { ImageSource } from '../ports/image-source.ts';
import { checkDigest, digestOf, dockerSaveSubject, imageSubject, notAnImage } from './image-subject.ts';
import type { Subject, UnreadSubject } from './subject.ts';

/** `all`, one platform that the user named, or the machine's own. */
export type PlatformChoice = 'all' | { readonly asked: Platform } | { readonly own: Platform };

/**
 * Reads manifest and configuration of what a source names and checks every digest on the way. With `all`, an image of an index that
 * cannot be opened is one subject among the others. Throws `image/no-platform`, `image/digest-mismatch`, `image/not-an-image`, `image/corrupt-config`.
 */
export async function resolve(
  source: ImageSource,
  choice: PlatformChoice,
  signal: AbortSignal,
): Promise<(Subject | UnreadSubject)[]> {
  const root = await source.root(signal);
  if (root.kind === 'docker-save')
    return [withPlatformNote(dockerSaveSubject(source, root.config, root.layers), choice)];
  if (root.digest !== undefined) checkDigest(root.bytes, root.digest, source.reference);
  const digest = root.digest ?? digestOf(root.bytes);
  const manifest = parseManifest(root.bytes, source.reference);
  if (manifest.kind === 'index') {
    const index = { source, digest, choice, signal };
    const { subjects, diagnostics } = await fromIndex(index, manifest.manifests, MOST_INDEXES);
    return subjects.map((subject) =>
      'unread' in subject ? subject : { ...subject, diagnostics: [...subject.diagnostics, ...diagnostics] },
    );
  }
  const subject = await imageSubject(source, manifest, digest, undefined, signal);
  return [withPlatformNote(subject, choice)];
}

/** An index may hold indexes (OCI image-spec, image-index.md), so often one in another. */
const MOST_INDEXES = 3;

interface Index {
  readonly source: ImageSource;
  /** Of the outermost one. */
  readonly digest: Digest;
  readonly choice: PlatformChoice;
  readonly signal: AbortSignal;
}

interface Found {
  readonly subjects: (Subject | UnreadSubject)[];
  readonly diagnostics: Diagnostic[];
}

async function fromIndex(index: Index, manifests: readonly Descriptor[], depth: number): Promise<Found> {
  const { source, choice } = index;
  const images = manifests.filter(isImage);
  const isWanted = ({ platform }: Descriptor) => {
    return choice === 'all' || platform === undefined || platformFits(wanted(choice), platform);
  };
  const fitting = images.filter(isWanted);
  const chosen = choice === 'all' ? fitting : fitting.slice(0, 1);
  if (chosen.length === 0) throw noPlatform(source.reference, images, choice);
  const others = images.filter((entry) => !chosen.includes(entry)).map(platformName);
  const found: Found = { subjects: [], diagnostics: [] };
  if (others.length > 0) {
    const message = `the index has ${others.length === 1 ? 'another platform' : 'other platforms'} too: ${others.join(', ')}`;
    found.diagnostics.push({ code: 'image/other-platforms', severity: 'info', message });
  }
  for (const entry of chosen) {
    const { subjects, diagnostics } = await fromEntry(index, entry, depth).catch((cause: unknown) => {
      if (choice !== 'all' || images.length < 2 || !(cause instanceof PlimsollError)) throw cause;
      return { subjects: [unreadSubject(index, entry, cause)], diagnostics: [] };
    });
    found.subjects.push(...subjects);
    found.diagnostics.push(...diagnostics);
  }
  if (found.subjects.length === 0) throw notAnImage(source.reference, 'an index without images');
  return found;
}

async function fromEntry(index: Index, entry: Descriptor, depth: number): Promise<Found> {
  const { source, choice, signal } = index;
  const bytes = await source.manifest(entry, signal);
  checkDigest(bytes, entry.digest, source.reference);
  const manifest = parseManifest(bytes, source.reference);
  if (manifest.kind === 'index') {
    if (depth === 1) throw notAnImage(source.reference, 'an index inside indexes inside indexes');
    return fromIndex(index, manifest.manifests, depth - 1);
  }
  if (manifest.kind === 'artifact' && choice === 'all') {
    const message = `the index holds something that is no image: an artifact of type ${manifest.artifactType}`;
    return { subjects: [], diagnostics: [{ code: 'image/not-an-image', severity: 'info', message }] };
  }
  return { subjects: [await imageSubject(source, manifest, entry.digest, index.digest, signal)], diagnostics: [] };
}

/** Stands for an image that an index names and that could not be opened. */
export function unreadSubject(
  { source, digest }: Pick<Index, 'source' | 'digest'>,
  entry: Pick<Descriptor, 'digest' | 'platform'>,
  cause: PlimsollError,
): UnreadSubject {
  return {
    source: {
      kind: 'image',
      reference: source.reference,
      index: digest,
      manifest: entry.digest,
      platform: entry.platform ?? { os: 'unknown', architecture: 'unknown' },
    },
    unread: unread(cause),
  };
}

export function unread(cause: PlimsollError): Diagnostic {
  return { code: 'image/platform-not-read', severity: 'error', message: `${cause.message}: not scanned` };
}

/** Attestation manifests stand in an index as images of an unknown platform: they are referrers, not images. */
function isImage(entry: Descriptor): boolean {
  if (entry.annotations['vnd.docker.reference.type'] !== undefined) return false;
  return (
    !(entry.platform?.os === 'unknown' && entry.platform.architecture === 'unknown') && entry.artifactType === undefined
  );
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
  if (images.length === 0) return notAnImage(reference, 'an index without images');
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
