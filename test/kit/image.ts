import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { type Entry, tarOf, text } from './tar.ts';

/** Name → content; a string is a file of text. Order is kept. */
export type LayerFiles = Readonly<Record<string, string | Entry>>;

export type Packing = 'none' | 'gzip' | 'gzip-members' | 'zstd' | 'zstd-frames' | 'zstd-skippable';

export interface LayerOptions {
  readonly createdBy?: string;
  readonly packing?: Packing;
  /** The tar itself, instead of files. */
  readonly tar?: Buffer;
  /** A lie: what the configuration is to claim. */
  readonly claimedDiffId?: string;
}

export interface ImageOptions {
  readonly architecture?: string;
  readonly os?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly env?: readonly string[];
  readonly created?: string;
}

export interface BuiltLayer {
  readonly tar: Buffer;
  readonly blob: Buffer;
  readonly diffId: string;
  readonly digest: string;
  readonly mediaType: string;
}

/** An image in the making: each call adds a layer or an empty history entry and gives a new one. */
export class ImageBuilder {
  readonly #options: ImageOptions;
  readonly #layers: readonly BuiltLayer[];
  readonly #claims: readonly string[];
  readonly #history: readonly object[];

  constructor(
    options: ImageOptions,
    layers: readonly BuiltLayer[] = [],
    claims: readonly string[] = [],
    history: readonly object[] = [],
  ) {
    this.#options = options;
    this.#layers = layers;
    this.#claims = claims;
    this.#history = history;
  }

  layer(files: LayerFiles, options: LayerOptions = {}): ImageBuilder {
    const tar =
      options.tar ??
      tarOf(
        Object.entries(files).map(([name, entry]) => [name, typeof entry === 'string' ? text(entry) : entry] as const),
      );
    const packing = options.packing ?? 'gzip';
    const blob = packed(tar, packing);
    const suffix = packing === 'none' ? '' : packing.startsWith('gzip') ? '+gzip' : '+zstd';
    const layer = {
      tar,
      blob,
      diffId: sha256(tar),
      digest: sha256(blob),
      mediaType: `application/vnd.oci.image.layer.v1.tar${suffix}`,
    };
    const history = {
      created: CREATED,
      created_by: options.createdBy ?? `RUN layer ${this.#layers.length} # buildkit`,
    };
    return new ImageBuilder(
      this.#options,
      [...this.#layers, layer],
      [...this.#claims, options.claimedDiffId ?? layer.diffId],
      [...this.#history, history],
    );
  }

  /** An instruction that makes no layer. */
  instruction(createdBy: string): ImageBuilder {
    return new ImageBuilder(this.#options, this.#layers, this.#claims, [
      ...this.#history,
      { created: CREATED, created_by: createdBy, empty_layer: true },
    ]);
  }

  build(): BuiltImage {
    const { architecture = 'amd64', os = 'linux', labels, env, created = CREATED } = this.#options;
    const config = Buffer.from(
      JSON.stringify({
        architecture,
        os,
        created,
        config: { Env: env ?? ['PATH=/usr/bin'], Cmd: ['/bin/app'], ...(labels && { Labels: labels }) },
        rootfs: { type: 'layers', diff_ids: this.#claims },
        history: this.#history,
      }),
    );
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256(config), size: config.length },
        layers: this.#layers.map(({ mediaType, digest, blob }) => ({ mediaType, digest, size: blob.length })),
      }),
    );
    return new BuiltImage(config, manifest, this.#layers, { os, architecture });
  }
}

export const CREATED = '2026-01-02T03:04:05Z';

export function image(options: ImageOptions = {}): ImageBuilder {
  return new ImageBuilder(options);
}

/** A finished image, to be written in any of the forms that images travel in. */
export class BuiltImage {
  readonly config: Buffer;
  readonly manifest: Buffer;
  readonly layers: readonly BuiltLayer[];
  readonly platform: { readonly os: string; readonly architecture: string };

  constructor(
    config: Buffer,
    manifest: Buffer,
    layers: readonly BuiltLayer[],
    platform: { os: string; architecture: string },
  ) {
    this.config = config;
    this.manifest = manifest;
    this.layers = layers;
    this.platform = platform;
  }

  get digest(): string {
    return sha256(this.manifest);
  }

  /** Files of an OCI layout by name. */
  layoutFiles(ref = 'latest'): Map<string, Buffer> {
    return layoutFilesOf([[ref, this]]);
  }

  writeLayout(directory: string, ref = 'latest'): string {
    writeFiles(directory, this.layoutFiles(ref));
    return directory;
  }

  ociTar(ref = 'latest'): Buffer {
    return tarOfFiles(this.layoutFiles(ref));
  }

  /** What `docker save` wrote before it wrote OCI layouts. */
  dockerSave(name = 'test:latest'): Buffer {
    const files = new Map<string, Buffer>();
    const configName = `${sha256(this.config).slice(7)}.json`;
    const layerNames = this.layers.map((layer, index) => `${index}-${layer.diffId.slice(7, 19)}/layer.tar`);
    files.set(configName, this.config);
    for (const [index, layer] of this.layers.entries()) files.set(layerNames[index]!, layer.tar);
    files.set(
      'manifest.json',
      Buffer.from(JSON.stringify([{ Config: configName, RepoTags: [name], Layers: layerNames }])),
    );
    return tarOfFiles(files);
  }
}

/** An OCI layout with several images, each under its ref; `extra` adds or replaces files. */
export function layoutFilesOf(
  images: readonly (readonly [ref: string, image: BuiltImage])[],
  extra: ReadonlyMap<string, Buffer> = new Map(),
): Map<string, Buffer> {
  const files = new Map<string, Buffer>([['oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')]]);
  const manifests = images.map(([ref, built]) => ({
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: built.digest,
    size: built.manifest.length,
    platform: built.platform,
    annotations: { 'org.opencontainers.image.ref.name': ref },
  }));
  files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
  for (const [, built] of images) {
    for (const blob of [built.config, built.manifest, ...built.layers.map((layer) => layer.blob)])
      files.set(blobPath(blob), blob);
  }
  for (const [name, content] of extra) files.set(name, content);
  return files;
}

export function writeFiles(directory: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of files) {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
}

export function tarOfFiles(files: ReadonlyMap<string, Buffer>): Buffer {
  return tarOf([...files].map(([name, content]) => [name, { type: 'file', content }] as const));
}

export function blobPath(blob: Buffer): string {
  return `blobs/sha256/${sha256(blob).slice(7)}`;
}

export function sha256(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** The same bytes, packed in each way that layers are found in. */
export function packed(tar: Buffer, packing: Packing): Buffer {
  const thirds = [0, 1, 2].map((i) =>
    tar.subarray(Math.floor((tar.length * i) / 3), Math.floor((tar.length * (i + 1)) / 3)),
  );
  switch (packing) {
    case 'none':
      return tar;
    case 'gzip':
      return gzipSync(tar);
    case 'gzip-members':
      return Buffer.concat(thirds.map((part) => gzipSync(part)));
    case 'zstd':
      return zstdCompressSync(tar);
    case 'zstd-frames':
      return Buffer.concat(thirds.map((part) => zstdCompressSync(part)));
    case 'zstd-skippable':
      return Buffer.concat([skippable(5), ...thirds.flatMap((part) => [zstdCompressSync(part), skippable(70_000)])]);
    default:
      return packing satisfies never;
  }
}

function skippable(length: number): Buffer {
  const frame = Buffer.alloc(8 + length, 0x2a);
  frame.writeUInt32LE(0x184d2a53, 0);
  frame.writeUInt32LE(length, 4);
  return frame;
}
