import { limits } from '../../formats/bytes/limits.ts';
import type { Digest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { Reference } from '../../model/reference.ts';
import type { ImageRoot, ImageSource } from '../../ports/image-source.ts';
import { parseObject } from '../layout/layout-index.ts';
import { namesOf, printable } from '../layout/printable.ts';
import type { HttpAnswer } from './http-client.ts';
import { ownChunks } from './own-chunks.ts';
import { RegistryClient } from './registry-client.ts';
import { codeOf } from './registry-error.ts';
import type { RegistryOptions } from './registry-options.ts';

export type { RegistryEnvironment, RegistryOptions, RegistryTiming } from './registry-options.ts';

const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** An image in a registry. `name` is what the user wrote and stands in reports. A digest in the reference counts, its tag does not. */
export function registrySource(reference: Reference, name: string, options: RegistryOptions): ImageSource {
  const client = new RegistryClient(reference, options);
  return {
    reference: name,
    root: (signal) => rootOf(client, reference, signal),
    manifest: async ({ digest }, signal) => (await manifestOf(client, reference, digest, signal)).bytes,
    blob: (digest, sizeBytes, signal) => blobOf(client, reference, digest, sizeBytes, signal),
    close: () => client.close(),
  };
}

async function rootOf(client: RegistryClient, reference: Reference, signal: AbortSignal): Promise<ImageRoot> {
  const { digest, tag = 'latest' } = reference;
  const { bytes, mediaType } = await manifestOf(client, reference, digest ?? tag, signal);
  return { kind: 'oci', bytes, ...(mediaType && { mediaType }), ...(digest && { digest }) };
}

async function manifestOf(client: RegistryClient, reference: Reference, named: string, signal: AbortSignal) {
  const answer = await client.get(`manifests/${named}`, MANIFESTS, signal);
  if (answer.status === 404) {
    answer.drop();
    throw await notFound(client, reference, named, signal);
  }
  const mediaType = answer.headers['content-type']?.split(';')[0]?.trim();
  if (mediaType?.startsWith('application/vnd.docker.distribution.manifest.v1+')) {
    answer.drop();
    throw new PlimsollError(
      'registry/old-schema',
      `${printable(client.name)} is stored in the form of 2014 (schema 1), which is not read`,
      {
        help: ['push the image again with a current Docker or skopeo'],
      },
    );
  }
  const bytes = await wholeBody(answer, limits.manifestBytes, reference);
  if (bytes === undefined) {
    throw new PlimsollError(
      'registry/too-large',
      `the manifest of ${printable(client.name)} is over the limit of ${limits.manifestBytes} bytes`,
    );
  }
  return { bytes, mediaType };
}

async function wholeBody(answer: HttpAnswer, max: number, reference: Reference): Promise<Uint8Array | undefined> {
  try {
    return await answer.bytes(max);
  } catch (cause) {
    throw brokenOff(reference, cause);
  }
}

const BLOB_TRIES = 3;

/** Asked for again while nothing of it was handed on. */
async function* blobOf(
  client: RegistryClient,
  reference: Reference,
  digest: Digest,
  sizeBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    const answer = await client.get(`blobs/${digest}`, '*/*', signal);
    if (answer.status === 404) {
      answer.drop();
      throw new PlimsollError(
        'registry/not-found',
        `${reference.registry} does not hold ${digest}, a part of ${printable(client.name)}`,
        {
          help: ['the image was pushed or deleted in part; push it again'],
        },
      );
    }
    let handedOn = 0;
    try {
      for await (const chunk of ownChunks(answer.body(), sizeBytes)) {
        handedOn += chunk.length;
        yield chunk;
      }
      return;
    } catch (cause) {
      signal.throwIfAborted();
      if (handedOn > 0 || attempt === BLOB_TRIES) throw brokenOff(reference, cause);
    }
  }
}

function brokenOff(reference: Reference, cause: unknown): unknown {
  if (cause instanceof PlimsollError || (cause instanceof Error && cause.name === 'AbortError')) return cause;
  const code = codeOf(cause);
  const message = `${reference.registry} broke off in the middle of an answer (${code})`;
  return new PlimsollError('registry/interrupted', message, { cause, help: ['try again'] });
}

/** Says which tags there are, the most similar first, when the registry tells. */
async function notFound(client: RegistryClient, reference: Reference, named: string, signal: AbortSignal) {
  const tags = await tagsOf(client, signal).catch(() => undefined);
  signal.throwIfAborted();
  const help =
    tags === undefined || tags.length === 0
      ? [`${reference.registry} names no tags of ${reference.repository}: is the name right?`]
      : [`there are: ${namesOf(tags.sort((a, b) => likeness(b, named) - likeness(a, named) || (a < b ? -1 : 1)))}`];
  return new PlimsollError('registry/not-found', `there is no ${printable(client.name)}`, { help });
}

async function tagsOf(client: RegistryClient, signal: AbortSignal): Promise<string[] | undefined> {
  const answer = await client.get('tags/list', 'application/json', signal);
  const bytes = await answer.bytes(limits.tokenBytes);
  const tags = answer.status === 200 && bytes ? parseObject(bytes)?.['tags'] : undefined;
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : undefined;
}

/** How many first characters two tags share. */
function likeness(tag: string, named: string): number {
  let same = 0;
  while (same < tag.length && tag[same] === named[same]) same++;
  return same;
}
