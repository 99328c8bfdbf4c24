import { limits } from '../../formats/bytes/limits.ts';
import { PlimsollError } from '../../model/error.ts';
import type { ImageRoot } from '../../ports/image-source.ts';
import { chunksOf } from '../layout/file-chunks.ts';
import { blobMissing, type LayoutFiles } from '../layout/layout-files.ts';
import { isObject, isSameName, parseJson } from '../layout/layout-index.ts';
import { type Choice, noSuchReference } from '../layout/layout-source.ts';
import { printable } from '../layout/printable.ts';
import type { ArchiveFile } from './archive-file.ts';

/** One image of `manifest.json` (Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format"). */
interface SavedImage {
  readonly config: string;
  readonly tags: readonly string[];
  readonly layers: readonly string[];
}

/** The image of a docker-save archive that is meant. Paths inside come from the archive and only ever look up its own entries. */
export async function dockerSaveRoot(
  archive: ArchiveFile,
  files: LayoutFiles,
  choice: Choice,
  signal: AbortSignal,
): Promise<ImageRoot> {
  const bytes = await files.read('manifest.json', signal);
  const images = bytes && parseSavedImages(bytes);
  if (images === undefined) {
    throw new PlimsollError(
      'image/not-an-image',
      `${printable(archive.name, 300)} has a manifest.json that lists no images`,
    );
  }
  const image = chosenImage(images, choice);
  if (image === undefined) throw noSuchReference(archive.name, choice, images.flatMap(namesIn));
  const config = await files.read(image.config, signal);
  if (config === undefined) throw blobMissing(archive.name, image.config);
  const layers = image.layers.map((name) => {
    const range = archive.index.find(name);
    if (range === undefined) throw blobMissing(archive.name, name);
    return {
      name,
      sizeBytes: range.sizeBytes,
      open: (stop: AbortSignal) => chunksOf(archive.handle, range, stop),
    };
  });
  return { kind: 'docker-save', config, layers };
}

function parseSavedImages(bytes: Uint8Array): SavedImage[] | undefined {
  const list = parseJson(bytes);
  if (!Array.isArray(list)) return undefined;
  const images: SavedImage[] = [];
  for (const entry of list) {
    if (!isObject(entry) || typeof entry['Config'] !== 'string' || !isStrings(entry['Layers'])) return undefined;
    if (entry['Layers'].length > limits.layers) return undefined;
    const tags = isStrings(entry['RepoTags']) ? entry['RepoTags'] : [];
    images.push({ config: entry['Config'], tags, layers: entry['Layers'] });
  }
  return images;
}

/** By tag in any spelling, by image id (the digest of its configuration), or the only one. */
function chosenImage(images: readonly SavedImage[], { ref, digest }: Choice): SavedImage | undefined {
  const chosen = images.filter(
    (image) =>
      (ref === undefined || ref === idOf(image) || image.tags.some((tag) => isSameName(tag, ref))) &&
      (digest === undefined || digest === idOf(image)),
  );
  return new Set(chosen.map(({ config }) => config)).size === 1 ? chosen[0] : undefined;
}

function idOf({ config }: SavedImage): string | undefined {
  const [, hex] = /(?:^|[/:])([0-9a-f]{64})(?:\.json)?$/.exec(config) ?? [];
  return hex === undefined ? undefined : `sha256:${hex}`;
}

function namesIn(image: SavedImage): readonly string[] {
  return image.tags.length > 0 ? image.tags : [idOf(image) ?? image.config];
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
