import { isUtf8 } from 'node:buffer';
import { parseJson } from '../formats/bytes/json.ts';
import { limits } from '../formats/bytes/limits.ts';
import type { Descriptor } from '../model/descriptor.ts';
import { parseDigest } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import type { HistoryEntry, ImageConfig } from '../model/image-config.ts';
import type { Platform } from '../model/platform.ts';

export type ManifestDocument =
  | { readonly kind: 'index'; readonly manifests: readonly Descriptor[] }
  | { readonly kind: 'image'; readonly config: Descriptor; readonly layers: readonly Descriptor[] }
  | { readonly kind: 'artifact'; readonly artifactType: string };

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads an OCI or Docker manifest or index. The structure decides, never the media type alone; a document that is both is refused
 * (`image/ambiguous-manifest`), one that is neither is `image/not-an-image`.
 */
export function parseManifest(bytes: Uint8Array, name: string): ManifestDocument {
  const document = parseJsonObject(bytes, name);
  const mediaType = textOf(document['mediaType']) ?? '';
  if (document['schemaVersion'] === 1) {
    throw new PlimsollError('image/schema1', `${name} is in the old schema 1 form`, {
      help: ['push it again with a current tool'],
    });
  }
  refuseTwins(document, name);
  const hasIndex = document['manifests'] !== undefined;
  const hasImage = document['layers'] !== undefined || document['config'] !== undefined;
  const isIndexType = /index|manifest\.list/.test(mediaType);
  if ((hasIndex && hasImage) || (hasIndex && mediaType !== '' && !isIndexType) || (hasImage && isIndexType)) {
    throw new PlimsollError('image/ambiguous-manifest', `${name} can be read as an image and as an index`, {
      help: ['programs disagree about what is in it: build and push the image again'],
    });
  }
  if (Array.isArray(document['manifests']))
    return { kind: 'index', manifests: document['manifests'].map((entry) => descriptorOf(entry, name)) };
  if (!hasImage) throw new PlimsollError('image/not-an-image', `${name} is neither an image manifest nor an index`);
  const config = descriptorOf(document['config'], name);
  const layers = (Array.isArray(document['layers']) ? document['layers'] : []).map((entry) =>
    descriptorOf(entry, name),
  );
  const artifactType = textOf(document['artifactType']);
  if (!CONFIG_TYPES.has(config.mediaType)) return { kind: 'artifact', artifactType: artifactType ?? config.mediaType };
  if (layers.length > limits.layers)
    throw new PlimsollError('image/too-many-layers', `${name} has more than ${limits.layers} layers`);
  return { kind: 'image', config, layers };
}

const CONFIG_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
]);

/** What an image configuration says, and the diff ids that it claims. Throws `image/corrupt-config`. */
export function parseConfig(
  bytes: Uint8Array,
  name: string,
): { config: ImageConfig; platform: Platform; diffIds: readonly string[] } {
  const document = parseJsonObject(bytes, name);
  const inner = objectOf(document['config']);
  const rootfs = objectOf(document['rootfs']);
  const diffIds = Array.isArray(rootfs['diff_ids']) ? rootfs['diff_ids'].map(String) : [];
  if (rootfs['diff_ids'] === undefined) throw new PlimsollError('image/corrupt-config', `${name} names no diff ids`);
  const text = (value: unknown) => textOf(value) || undefined;
  const created = text(document['created']);
  const author = text(document['author']);
  const user = text(inner['User']);
  const workingDir = text(inner['WorkingDir']);
  const stopSignal = text(inner['StopSignal']);
  const variant = text(document['variant']);
  const osVersion = text(document['os.version']);
  return {
    config: {
      ...(created !== undefined && { created }),
      ...(author !== undefined && { author }),
      ...(user !== undefined && { user }),
      ...(workingDir !== undefined && { workingDir }),
      ...(stopSignal !== undefined && { stopSignal }),
      env: textsOf(inner['Env']),
      entrypoint: textsOf(inner['Entrypoint']),
      cmd: textsOf(inner['Cmd']),
      shell: textsOf(inner['Shell']),
      exposedPorts: Object.keys(objectOf(inner['ExposedPorts'])).sort(),
      volumes: Object.keys(objectOf(inner['Volumes'])).sort(),
      labels: labelsOf(inner['Labels']),
      healthcheck:
        Array.isArray(objectOf(inner['Healthcheck'])['Test']) &&
        textsOf(objectOf(inner['Healthcheck'])['Test'])[0] !== 'NONE',
      history: historyOf(document['history']),
    },
    platform: {
      os: text(document['os']) ?? 'linux',
      architecture: text(document['architecture']) ?? 'unknown',
      ...(variant !== undefined && { variant }),
      ...(osVersion !== undefined && { osVersion }),
    },
    diffIds,
  };
}

function historyOf(value: unknown): HistoryEntry[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, limits.layers).map((raw) => {
    const entry = objectOf(raw);
    const created = textOf(entry['created']);
    const comment = textOf(entry['comment']);
    return {
      ...(created !== undefined && { created }),
      createdBy: textOf(entry['created_by']) ?? '',
      ...(comment !== undefined && { comment }),
      emptyLayer: entry['empty_layer'] === true,
    };
  });
}

const KEYS: ReadonlySet<string> = new Set([
  'config',
  'digest',
  'layers',
  'manifests',
  'mediatype',
  'schemaversion',
  'size',
]);

/**
 * Programs in Go read `Layers` as `layers`, by the case folding of Unicode (encoding/json, "Unmarshal"), and run what we would not
 * have looked at: a key that only nearly is one of those that count is refused.
 */
function refuseTwins(document: Json, name: string): void {
  for (const key of Object.keys(document)) {
    const folded = key.toUpperCase().toLowerCase();
    if (!KEYS.has(folded) || key === folded || key === 'mediaType' || key === 'schemaVersion') continue;
    throw new PlimsollError(
      'image/ambiguous-manifest',
      `${name} can be read in two ways: it has a key that looks like ${folded}`,
      {
        help: ['programs disagree about what is in it: build and push the image again'],
      },
    );
  }
}

function descriptorOf(value: unknown, name: string): Descriptor {
  const entry = objectOf(value);
  refuseTwins(entry, name);
  const digest = parseDigest(entry['digest']);
  const size = entry['size'];
  if (digest === undefined || typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new PlimsollError('image/corrupt-manifest', `${name} names a blob without a valid digest and size`);
  }
  const raw = objectOf(entry['platform']);
  const artifactType = textOf(entry['artifactType']);
  return {
    mediaType: textOf(entry['mediaType']) ?? '',
    digest,
    sizeBytes: size,
    annotations: labelsOf(entry['annotations']),
    urls: textsOf(entry['urls']),
    ...(entry['platform'] !== undefined && { platform: platformOf(raw) }),
    ...(artifactType !== undefined && { artifactType }),
  };
}

function platformOf(raw: Json): Platform {
  const variant = textOf(raw['variant']);
  const osVersion = textOf(raw['os.version']);
  return {
    os: textOf(raw['os']) ?? 'unknown',
    architecture: textOf(raw['architecture']) ?? 'unknown',
    ...(variant !== undefined && { variant }),
    ...(osVersion !== undefined && { osVersion }),
  };
}

/** The JSON object in `bytes`; throws `image/not-an-image` when it is none or too large. */
export function parseJsonObject(bytes: Uint8Array, name: string): Json {
  if (bytes.length > limits.manifestBytes) {
    throw new PlimsollError('image/manifest-too-large', `${name} is larger than ${limits.manifestBytes} bytes`);
  }
  const value = isUtf8(bytes) ? parseJson(bytes) : undefined;
  if (value === undefined) throw new PlimsollError('image/not-an-image', `${name} is not JSON`);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new PlimsollError('image/not-an-image', `${name} is not a JSON object`);
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function labelsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(objectOf(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
