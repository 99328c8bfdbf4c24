import { createHash } from 'node:crypto';
import { parseJsonObject } from '../../formats/bytes/json.ts';
import { limits } from '../../formats/bytes/limits.ts';
import type { Descriptor } from '../../model/descriptor.ts';
import { algorithmOf, type Digest, hexOf, parseDigest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { Referrer, ReferrerListing } from '../../ports/referrer-source.ts';
import { isObject } from '../layout/layout-index.ts';
import { printable } from '../layout/printable.ts';
import { fetchManifest } from './fetch-manifest.ts';
import type { HttpAnswer } from './http-client.ts';
import { nextLinkIn } from './link-header.ts';
import type { RegistryClient } from './registry-client.ts';
import { badAnswer, brokenOff, encoded } from './registry-error.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MAX_REFERRERS = 1000;
const MAX_PAGES = 20;
const COSIGN_TAGS: Readonly<Record<string, ReferrerListing>> = {
  sig: 'cosign-signature',
  att: 'cosign-attestation',
  sbom: 'cosign-sbom',
};

/**
 * Everything that the registry says refers to a manifest: the referrers API, or where it answers 404 the tag `sha256-<hex>` (OCI
 * distribution-spec, "Listing Referrers"), and cosign's own tags. No filter is asked for, so `OCI-Filters-Applied` must be absent: a
 * list that was filtered all the same is refused, as something would be missing unseen. `registry/endless-list` for more than 1,000 or
 * for pages without end, `registry/bad-answer`, and the codes of `RegistryClient.get`.
 */
export async function listReferrers(client: RegistryClient, digest: Digest, signal: AbortSignal): Promise<Referrer[]> {
  const found = new Map<Digest, Referrer>();
  const add = (descriptors: readonly Descriptor[], listedBy: ReferrerListing) => {
    for (const descriptor of descriptors)
      if (!found.has(descriptor.digest)) found.set(descriptor.digest, { ...descriptor, listedBy });
    if (found.size > MAX_REFERRERS) throw endless(client, digest, `it has more than ${MAX_REFERRERS}`);
  };
  const tag = `${algorithmOf(digest)}-${hexOf(digest).slice(0, 64)}`;
  const isListed = await eachPage(client, digest, signal, (entries) => add(entries, 'referrers-api'));
  if (!isListed) {
    const fallback = await fetchManifest(client, tag, signal);
    const entries = fallback && entriesIn(fallback.bytes);
    if (fallback !== undefined && entries === undefined)
      throw badAnswer(fallback.host, `with no list of referrers under the tag ${tag}`);
    add(entries ?? [], 'fallback-tag');
  }
  for (const [suffix, listedBy] of Object.entries(COSIGN_TAGS)) {
    const manifest = await fetchManifest(client, `${tag}.${suffix}`, signal);
    if (manifest !== undefined) add([descriptorOf(manifest.bytes, manifest.mediaType)], listedBy);
  }
  return [...found.values()];
}

/** Walks through the pages of the API; false when the registry has none. */
async function eachPage(
  client: RegistryClient,
  digest: Digest,
  signal: AbortSignal,
  take: (entries: readonly Descriptor[]) => void,
): Promise<boolean> {
  const seen = new Set<string>();
  let answer = await client.get(`referrers/${digest}`, { accept: INDEX }, signal);
  for (let pages = 1; ; pages++) {
    const { host } = answer.url;
    const isIndex = answer.headers['content-type']?.split(';')[0]?.trim() === INDEX;
    if (answer.status === 404 || (pages === 1 && !isIndex)) {
      answer.drop();
      if (pages > 1) throw badAnswer(host, 'with a next page of referrers that does not exist');
      return false;
    }
    seen.add(answer.url.href);
    take(await readPage(answer, signal));
    const link = nextLinkIn([answer.headers['link']].flat().join(', '));
    if (link === undefined) return true;
    const url = URL.canParse(link, answer.url.href) ? new URL(link, answer.url) : undefined;
    if (url === undefined) throw badAnswer(host, 'with a next page of referrers that is nowhere');
    url.hash = '';
    if (seen.has(url.href)) throw endless(client, digest, 'its pages lead in circles');
    if (pages === MAX_PAGES) throw endless(client, digest, `it has more than ${MAX_PAGES} pages`);
    const next = url.username === '' && url.password === '' ? await client.next(answer, url, INDEX, signal) : undefined;
    if (next === undefined)
      throw badAnswer(host, `with a next page of referrers at ${printable(url.origin)}, another place`);
    answer = next;
  }
}

async function readPage(answer: HttpAnswer, signal: AbortSignal): Promise<Descriptor[]> {
  const { host } = answer.url;
  const { 'content-encoding': encoding, 'oci-filters-applied': filters } = answer.headers;
  try {
    if (encoding !== undefined && !/^(?:identity)?$/i.test(encoding)) throw encoded(host, encoding);
    if (filters !== undefined && filters !== '')
      throw badAnswer(host, 'with a list of referrers that is filtered, which nobody asked for');
    const bytes = await answer.bytes(limits.manifestBytes);
    const entries = bytes && entriesIn(bytes);
    if (entries === undefined) throw badAnswer(host, 'with a list of referrers that is none, or too long');
    return entries;
  } catch (cause) {
    signal.throwIfAborted();
    answer.drop();
    throw brokenOff(host, cause);
  }
}

/** The entries of an index; undefined when it is none. One without a valid digest and size is passed over: nothing can be fetched by it. */
function entriesIn(bytes: Uint8Array): Descriptor[] | undefined {
  const entries = parseJsonObject(bytes)?.['manifests'];
  if (!Array.isArray(entries)) return undefined;
  return entries.flatMap((entry) => {
    if (!isObject(entry)) return [];
    const digest = parseDigest(entry['digest']);
    const { size, mediaType, artifactType, annotations } = entry;
    if (digest === undefined || typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return [];
    return [
      {
        mediaType: typeof mediaType === 'string' ? mediaType : '',
        digest,
        sizeBytes: size,
        annotations: textsOf(annotations),
        urls: [],
        ...(typeof artifactType === 'string' && artifactType !== '' && { artifactType }),
      },
    ];
  });
}

function textsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function descriptorOf(bytes: Uint8Array, mediaType = ''): Descriptor {
  const digest: Digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { mediaType, digest, sizeBytes: bytes.length, annotations: {}, urls: [] };
}

function endless(client: RegistryClient, digest: Digest, why: string): PlimsollError {
  const message = `the list of what refers to ${printable(client.name)} (${digest}) does not end: ${why}`;
  return new PlimsollError('registry/endless-list', message, {
    help: ['remove referrers that are no longer needed, or tell the operator of the registry'],
  });
}
