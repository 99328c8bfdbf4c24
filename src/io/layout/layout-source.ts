import { algorithmOf, type Digest, hexOf } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { ImageRoot, ImageSource } from '../../ports/image-source.ts';
import { blobMissing, type LayoutFiles } from './layout-files.ts';
import {
  INDEX_MEDIA_TYPE,
  imagesNamed,
  indexOf,
  isPlatformSet,
  type LayoutImage,
  parseLayoutIndex,
} from './layout-index.ts';
import { namesOf, printable } from './printable.ts';

/** Which image of several: by name, by digest, or the only one. */
export interface Choice {
  readonly ref?: string;
  readonly digest?: Digest;
}

/** An OCI image layout as a source (OCI image-spec, image-layout.md). `reference`: what stands in reports. */
export function layoutSource(files: LayoutFiles, reference: string, choice: Choice): ImageSource {
  const manifest = async (digest: Digest, signal: AbortSignal): Promise<Uint8Array> => {
    const bytes = await files.read(blobPathOf(digest), signal);
    if (bytes === undefined) throw blobMissing(files.place, blobPathOf(digest));
    return bytes;
  };
  return {
    reference,
    root: (signal) => rootOf(files, choice, manifest, signal),
    manifest: (descriptor, signal) => manifest(descriptor.digest, signal),
    blob: (digest, _sizeBytes, signal) => files.stream(blobPathOf(digest), signal),
    close: () => files.close(),
  };
}

/** Where a layout keeps a blob. Only a validated digest ever becomes a path. */
export function blobPathOf(digest: Digest): string {
  return `blobs/${algorithmOf(digest)}/${hexOf(digest)}`;
}

async function rootOf(
  files: LayoutFiles,
  choice: Choice,
  manifest: (digest: Digest, signal: AbortSignal) => Promise<Uint8Array>,
  signal: AbortSignal,
): Promise<ImageRoot> {
  const bytes = await files.read('index.json', signal);
  const images = bytes && parseLayoutIndex(bytes);
  if (images === undefined) throw notALayout(files.place, bytes !== undefined);
  const chosen = imagesNamed(images, choice.ref, choice.digest);
  const [first, ...others] = chosen;
  if (first === undefined) {
    // A manifest below an index has no entry of its own, but a digest names it all the same.
    const { digest, ref } = choice;
    if (digest !== undefined && ref === undefined && (await files.has(blobPathOf(digest)))) {
      return { kind: 'oci', bytes: await manifest(digest, signal), digest };
    }
    throw noSuchReference(files.place, choice, images.flatMap(labelOf));
  }
  if (others.length === 0) {
    const { digest, mediaType } = first;
    return { kind: 'oci', bytes: await manifest(digest, signal), digest, ...(mediaType && { mediaType }) };
  }
  if (isPlatformSet(chosen) && (choice.ref !== undefined || chosen.every(({ names }) => names.length === 0))) {
    return { kind: 'oci', bytes: indexOf(chosen), mediaType: INDEX_MEDIA_TYPE };
  }
  throw noSuchReference(files.place, choice, chosen.flatMap(labelOf));
}

/** The error for a name that is not there, or none where there are several; it names those there are. */
export function noSuchReference(place: string, choice: Choice, names: readonly string[]): PlimsollError {
  const asked = choice.ref ?? choice.digest;
  const where = printable(place, 300);
  const unique = [...new Set(names)].sort();
  const message =
    asked === undefined
      ? `${where} holds ${unique.length === 0 ? 'no image' : `${unique.length} images and none was named`}`
      : `${where} holds no single image named ${printable(asked)}`;
  const help = unique.length === 0 ? [] : [`there are: ${namesOf(unique)}`, 'name one with --ref'];
  return new PlimsollError('image/no-such-reference', message, { help });
}

function labelOf(image: LayoutImage): string[] {
  const [name = `@${image.digest}`] = image.names;
  return [name];
}

function notALayout(place: string, hasIndex: boolean): PlimsollError {
  const why = hasIndex ? 'its index.json is not an image index' : 'it has no index.json';
  return new PlimsollError('image/not-an-image', `${printable(place, 300)} is not an OCI image layout: ${why}`, {
    help: ['for a directory that is a file system, write rootfs://DIRECTORY'],
  });
}
