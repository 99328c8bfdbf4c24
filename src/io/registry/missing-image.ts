import { parseJsonObject } from '../../formats/bytes/json.ts';
import { limits } from '../../formats/bytes/limits.ts';
import { PlimsollError } from '../../model/error.ts';
import type { Reference } from '../../model/reference.ts';
import { namesOf, printable } from '../layout/printable.ts';
import type { RegistryClient } from './registry-client.ts';

/** The error `registry/not-found`, which says which tags there are, the most similar first, when the registry tells. */
export async function missingImage(
  client: RegistryClient,
  reference: Reference,
  named: string,
  signal: AbortSignal,
): Promise<PlimsollError> {
  const tags = await tagsOf(client, signal).catch(() => undefined);
  signal.throwIfAborted();
  const help =
    tags === undefined || tags.length === 0
      ? [`${reference.registry} names no tags of ${reference.repository}: is the name right?`]
      : [`there are: ${namesOf(tags.sort((a, b) => likeness(b, named) - likeness(a, named) || (a < b ? -1 : 1)))}`];
  return new PlimsollError('registry/not-found', `there is no ${printable(client.name)}`, { help });
}

async function tagsOf(client: RegistryClient, signal: AbortSignal): Promise<string[] | undefined> {
  const answer = await client.get('tags/list', { accept: 'application/json' }, signal);
  const bytes = await answer.bytes(limits.tokenBytes);
  const tags = answer.status === 200 && bytes ? parseJsonObject(bytes)?.['tags'] : undefined;
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : undefined;
}

/** How many first characters two tags share. */
function likeness(tag: string, named: string): number {
  let same = 0;
  while (same < tag.length && tag[same] === named[same]) same++;
  return same;
}
