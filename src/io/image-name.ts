import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, parseDigest } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import { parseReference } from '../model/reference.ts';
import { printable } from './layout/printable.ts';

/** Where an image or a tree can come from (docs: the command line). */
export const IMAGE_SCHEMES = [
  'archive',
  'containerd',
  'docker',
  'fs',
  'oci-dir',
  'podman',
  'registry',
  'rootfs',
  'sbom',
] as const;
export type ImageScheme = (typeof IMAGE_SCHEMES)[number];

/** `[scheme://]name` as a user wrote it. */
export interface ImageName {
  readonly scheme?: ImageScheme;
  readonly name: string;
}

/** Schemes that are understood without slashes too; `docker:27` and `registry:2` are images of these names. */
const BARE = ['archive', 'oci-dir'] as const;

/** Splits off the scheme. `image/unknown-scheme`, `image/no-name`. */
export function parseImageName(text: string): ImageName {
  const { scheme, name } = split(text);
  if (name === '') {
    const message = text === '' ? 'no image is named' : `${printable(text)} names no image, it is only a scheme`;
    throw new PlimsollError('image/no-name', message, {
      help: ['write for example nginx:1.29, archive://image.tar or oci-dir://DIRECTORY'],
    });
  }
  return scheme === undefined ? { name } : { scheme, name };
}

function split(text: string): { scheme?: ImageScheme; name: string } {
  const bare = BARE.find((scheme) => text.startsWith(`${scheme}:`) && !text.startsWith(`${scheme}://`));
  if (bare !== undefined) return { scheme: bare, name: text.slice(bare.length + 1) };
  const [, word, name = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? [];
  if (word === undefined) return { name: text };
  const scheme = IMAGE_SCHEMES.find((known) => known === word);
  if (scheme !== undefined) return { scheme, name };
  const isUrl = word === 'http' || word === 'https';
  throw new PlimsollError('image/unknown-scheme', `there is no scheme ${printable(word)}://`, {
    help: [
      isUrl
        ? 'an image is named without http(s)://, as in registry://HOST/NAME:TAG'
        : `schemes are ${IMAGE_SCHEMES.join(', ')}`,
    ],
  });
}

/**
 * The name with its scheme: without one an existing path is sniffed (directory with an image index → oci-dir, any other → rootfs,
 * `-` or a file → archive), all else is a registry's, whoever has a copy of it here. `image/not-found` for what can only be a path.
 */
export async function resolveImageName(text: string): Promise<Required<ImageName>> {
  const { scheme, name } = parseImageName(text);
  if (scheme !== undefined) return { scheme, name };
  if (name === '-') return { scheme: 'archive', name };
  const isReference = !looksLikePath(name) && parseReference(name) !== undefined;
  const path = isReference ? name : (await splitPathName(name)).path;
  const kind = await kindOf(path);
  if (kind === 'file') return { scheme: 'archive', name };
  if (kind === 'directory') return { scheme: (await isLayout(path)) ? 'oci-dir' : 'rootfs', name };
  if (!isReference) {
    const also = looksLikePath(name) ? '' : ', and it is no name of an image either';
    throw new PlimsollError('image/not-found', `there is no ${printable(name, 300)}${also}`, {
      help: ['an image is the path of an archive or directory, or a name as in nginx:1.29'],
    });
  }
  return { scheme: 'registry', name };
}

/** A path with the image inside that is meant: `path`, `path:ref`, `path@sha256:…`. */
export interface PathName {
  readonly path: string;
  readonly ref?: string;
  readonly digest?: Digest;
}

/** Takes `path[:ref][@digest]` apart. A colon belongs to the path when such a file exists; the shortest that exists wins. */
export async function splitPathName(name: string): Promise<PathName> {
  if (await kindOf(name)) return { path: name };
  const at = name.lastIndexOf('@');
  const digest = at < 0 ? undefined : parseDigest(name.slice(at + 1));
  const rest = digest === undefined ? name : name.slice(0, at);
  const tail = digest === undefined ? {} : { digest };
  if (digest !== undefined && (await kindOf(rest))) return { path: rest, ...tail };
  for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':', colon + 1)) {
    const path = rest.slice(0, colon);
    if (await kindOf(path)) return { path, ref: rest.slice(colon + 1), ...tail };
  }
  return { path: rest, ...tail };
}

function looksLikePath(name: string): boolean {
  return /^[./~]/.test(name) || /\.(?:tar|tgz|tar\.gz|tar\.zst)(?:[:@]|$)/.test(name);
}

async function isLayout(path: string): Promise<boolean> {
  return (await kindOf(join(path, 'index.json'))) === 'file' || (await kindOf(join(path, 'oci-layout'))) === 'file';
}

async function kindOf(path: string): Promise<'file' | 'directory' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file';
  } catch (cause) {
    // What may not be looked at is there all the same: opening it tells why.
    return cause instanceof Error && 'code' in cause && cause.code === 'EACCES' ? 'file' : undefined;
  }
}
