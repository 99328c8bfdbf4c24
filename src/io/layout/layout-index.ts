import { isUtf8 } from 'node:buffer';
import { parseJson as parseForeignJson } from '../../formats/bytes/json.ts';
import { type Digest, parseDigest } from '../../model/digest.ts';
import { formatReference, parseReference } from '../../model/reference.ts';

/** One image of an `index.json` (OCI image-spec, image-layout.md#indexjson-file). */
export interface LayoutImage {
  readonly digest: Digest;
  readonly mediaType?: string;
  readonly sizeBytes: number;
  /** `org.opencontainers.image.ref.name` and containerd's full name, as far as there are any. */
  readonly names: readonly string[];
  readonly platform?: Readonly<Record<string, string>>;
}

const NAME_KEYS = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'];

/** The images of an index document; undefined when it is none. Attestations about images are left out. */
export function parseLayoutIndex(bytes: Uint8Array): LayoutImage[] | undefined {
  const document = parseObject(bytes);
  if (!Array.isArray(document?.['manifests'])) return undefined;
  const images: LayoutImage[] = [];
  for (const entry of document['manifests']) {
    if (!isObject(entry)) continue;
    const digest = parseDigest(entry['digest']);
    const annotations = isObject(entry['annotations']) ? entry['annotations'] : {};
    if (digest === undefined || annotations['vnd.docker.reference.type'] !== undefined) continue;
    const { mediaType, size, platform } = entry;
    images.push({
      digest,
      ...(typeof mediaType === 'string' && { mediaType }),
      sizeBytes: typeof size === 'number' ? size : 0,
      names: NAME_KEYS.map((key) => annotations[key]).filter(
        (name): name is string => typeof name === 'string' && name !== '',
      ),
      ...(isObject(platform) && { platform: stringsOf(platform) }),
    });
  }
  return images;
}

/**
 * Those that are meant: all when nothing is asked, else by exact name, by the same reference written in another way (`nginx` is
 * `docker.io/library/nginx:latest`), or by digest. Several entries for one digest are one.
 */
export function imagesNamed(images: readonly LayoutImage[], ref?: string, digest?: Digest): LayoutImage[] {
  const chosen = images.filter(
    (image) =>
      (digest === undefined || image.digest === digest) &&
      (ref === undefined || image.digest === ref || image.names.some((name) => isSameName(name, ref))),
  );
  return [...new Map(chosen.map((image) => [image.digest, image])).values()];
}

/** Whether both name the same image, written in full or in short. */
export function isSameName(name: string, asked: string): boolean {
  if (name === asked) return true;
  const [one, other] = [parseReference(name), parseReference(asked)];
  return one !== undefined && other !== undefined && formatReference(one) === formatReference(other);
}

/** Whether these are one image for several platforms, which an index says in one document. */
export function isPlatformSet(images: readonly LayoutImage[]): boolean {
  const platforms = images.map(({ platform }) => platform && JSON.stringify(Object.entries(platform).sort()));
  return images.length > 1 && !platforms.includes(undefined) && new Set(platforms).size === images.length;
}

/** An index document over these images. */
export function indexOf(images: readonly LayoutImage[]): Uint8Array {
  const manifests = images.map(({ mediaType, digest, sizeBytes, platform }) => ({
    mediaType,
    digest,
    size: sizeBytes,
    platform,
  }));
  const document = { schemaVersion: 2, mediaType: INDEX_MEDIA_TYPE, manifests };
  return new TextEncoder().encode(JSON.stringify(document));
}

export const INDEX_MEDIA_TYPE = 'application/vnd.oci.image.index.v1+json';

/** The JSON object in these bytes; undefined when there is none. */
export function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  const value = parseJson(bytes);
  return isObject(value) ? value : undefined;
}

/** The JSON value in these bytes; undefined when they are none, no UTF-8, or nested too deep. */
export function parseJson(bytes: Uint8Array): unknown {
  return isUtf8(bytes) ? parseForeignJson(bytes) : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringsOf(value: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}
