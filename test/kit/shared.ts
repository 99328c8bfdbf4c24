import { closeSync, createReadStream, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract } from 'tar-stream';

/** One row of a `packages.tsv`; columns that are empty are absent. */
export interface TruthRow {
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly path: string;
  /** Index of the layer that brought the present version. */
  readonly layer: number;
  readonly ownedBy?: string;
  readonly source?: string;
  readonly sourceVersion?: string;
  readonly note?: string;
}

export interface LayerBlob {
  readonly digest: string;
  readonly mediaType: string;
  /** The blob's file on this machine. */
  readonly path: string;
}

/** `shared` beside the repository root, or undefined when this checkout has none: tests skip then. */
export function sharedDirectory(): string | undefined {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
  const directory = resolve(root, '../shared');
  return existsSync(join(directory, 'images/oci/index.json')) ? directory : undefined;
}

/** To be put behind the title of a test that skips without ../shared; empty where that is there. */
export function reasonToSkip(): string {
  return sharedDirectory() === undefined ? ' (skipped: needs ../shared)' : '';
}

/** The rows of `truth/<ref>/<file>` of one of the shared images. */
export function truthOf(ref: string, file = 'packages.tsv'): TruthRow[] {
  const [, ...lines] = readFileSync(join(images(), 'truth', ref, file), 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => {
    const [type = '', name = '', version = '', purl = '', path = '', layer, ownedBy, source, sourceVersion, note] =
      line.split('\t');
    return {
      type,
      name,
      version,
      purl,
      path,
      layer: Number(layer),
      ...(ownedBy && { ownedBy }),
      ...(source && { source }),
      ...(sourceVersion && { sourceVersion }),
      ...(note && { note }),
    };
  });
}

/** The layers of a shared image in order, of linux/amd64 when it is an index. */
export async function layersOf(ref: string): Promise<LayerBlob[]> {
  const index = readJson(join(images(), 'oci/index.json'));
  let found = index.manifests?.find(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === ref);
  if (found === undefined) throw new Error(`no image ${ref} in the shared layout`);
  let document = readJson(blobPath(found.digest));
  if (document.manifests !== undefined) {
    found = document.manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
    if (found === undefined) throw new Error(`${ref} has no linux/amd64`);
    document = readJson(blobPath(found.digest));
  }
  return (document.layers ?? []).map(({ digest, mediaType }) => ({ digest, mediaType, path: blobPath(digest) }));
}

/**
 * The wanted regular files of one layer: canonical path → bytes. Gzip, zstd (one frame) or plain tar, told by the first bytes;
 * GNU long names and PAX paths are followed by tar-stream. Whiteouts are not applied, links not resolved.
 */
export async function layerFiles(blob: string, wanted: (path: string) => boolean): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const unpack = extract();
  unpack.on('entry', (header, stream, next) => {
    const path = header.name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
    const chunks: Uint8Array[] = [];
    const wants = (header.type === 'file' || header.type === 'contiguous-file') && wanted(path);
    stream.on('data', (chunk) => {
      if (wants) chunks.push(chunk as Uint8Array);
    });
    stream.on('end', () => {
      if (wants) files.set(path, new Uint8Array(Buffer.concat(chunks)));
      next();
    });
  });
  const source = createReadStream(blob);
  const kind = compressionOf(blob);
  if (kind === 'gzip') await pipeline(source, createGunzip(), unpack);
  else if (kind === 'zstd') await pipeline(source, createZstdDecompress(), unpack);
  else await pipeline(source, unpack);
  return files;
}

/** The wanted files of a whole shared image: later layers overwrite earlier ones; whiteouts are not applied. */
export async function imageFiles(ref: string, wanted: (path: string) => boolean): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const { path } of await layersOf(ref)) Object.assign(files, Object.fromEntries(await layerFiles(path, wanted)));
  return files;
}

interface Document {
  readonly manifests?: readonly (Pointer & {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly platform?: { readonly os: string; readonly architecture: string };
  })[];
  readonly layers?: readonly Pointer[];
}

interface Pointer {
  readonly digest: string;
  readonly mediaType: string;
}

function images(): string {
  const directory = sharedDirectory();
  if (directory === undefined) throw new Error('../shared is absent');
  return join(directory, 'images');
}

function blobPath(digest: string): string {
  return join(images(), 'oci/blobs', digest.replace(':', '/'));
}

function readJson(path: string): Document {
  return JSON.parse(readFileSync(path, 'utf8')) as Document;
}

function compressionOf(path: string): 'gzip' | 'zstd' | 'none' {
  const head = Buffer.alloc(4);
  const file = openSync(path, 'r');
  readSync(file, head, 0, 4, 0);
  closeSync(file);
  if (head.readUInt16BE(0) === 0x1f8b) return 'gzip';
  return head.readUInt32BE(0) === 0x28b52ffd ? 'zstd' : 'none';
}
