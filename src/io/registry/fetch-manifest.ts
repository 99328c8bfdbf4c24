import { createHash } from 'node:crypto';
import { limits } from '../../formats/bytes/limits.ts';
import { algorithmOf, hexOf, parseDigest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';
import type { HttpAnswer } from './http-client.ts';
import type { RegistryClient } from './registry-client.ts';
import { badAnswer, brokenOff, encoded } from './registry-error.ts';

const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

export interface FetchedManifest {
  readonly bytes: Uint8Array;
  /** As the registry says: the document itself decides what it is. */
  readonly mediaType?: string;
  /** Who gave it, for errors. */
  readonly host: string;
}

/**
 * A manifest or index by tag or digest; undefined when there is none of this name. What a mirror gives and cannot be right is asked
 * for at the next place. `registry/old-schema`, `registry/too-large`, `registry/interrupted`, `registry/bad-answer`, and the codes of
 * `RegistryClient.get`.
 */
export async function fetchManifest(
  client: RegistryClient,
  name: string,
  signal: AbortSignal,
): Promise<FetchedManifest | undefined> {
  const digest = parseDigest(name);
  for (;;) {
    const named = digest === undefined ? 'tag' : 'digest';
    const answer = await client.get(`manifests/${name}`, { accept: MANIFESTS, named }, signal);
    if (answer.status === 404) {
      answer.drop();
      return undefined;
    }
    try {
      const manifest = await readManifest(client, answer);
      if (client.isFromMirror(answer) && digest !== undefined && !hasDigest(manifest.bytes, digest))
        throw badAnswer(answer.url.host, 'with other bytes than the digest says');
      return manifest;
    } catch (cause) {
      signal.throwIfAborted();
      answer.drop();
      if (!client.giveUp(answer)) throw brokenOff(answer.url.host, cause);
    }
  }
}

async function readManifest(client: RegistryClient, answer: HttpAnswer): Promise<FetchedManifest> {
  const { host } = answer.url;
  const mediaType = answer.headers['content-type']?.split(';')[0]?.trim();
  if (mediaType?.startsWith('application/vnd.docker.distribution.manifest.v1+')) {
    throw new PlimsollError(
      'registry/old-schema',
      `${printable(client.name)} is stored in the form of 2014 (schema 1), which is not read`,
      { help: ['push the image again with a current Docker or skopeo'] },
    );
  }
  const encoding = answer.headers['content-encoding'];
  if (encoding !== undefined && !/^(?:identity)?$/i.test(encoding)) throw encoded(host, encoding);
  const bytes = await answer.bytes(limits.manifestBytes);
  if (bytes === undefined) {
    throw new PlimsollError(
      'registry/too-large',
      `the manifest of ${printable(client.name)} is over the limit of ${limits.manifestBytes} bytes`,
      { help: ['no image has such a manifest; ask the operator of the registry'] },
    );
  }
  // What is read is always named by the digest of its bytes; a registry that tells another one is not to be believed in either.
  const told = parseDigest(answer.headers['docker-content-digest']);
  if (told !== undefined && !hasDigest(bytes, told))
    throw badAnswer(
      host,
      `the request for ${printable(client.name)} with other bytes than its Docker-Content-Digest says`,
    );
  return { bytes, host, ...(mediaType && { mediaType }) };
}

function hasDigest(bytes: Uint8Array, digest: NonNullable<ReturnType<typeof parseDigest>>): boolean {
  return createHash(algorithmOf(digest)).update(bytes).digest('hex') === hexOf(digest);
}
