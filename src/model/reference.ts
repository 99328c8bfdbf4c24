import { type Digest, parseDigest } from './digest.ts';

/** A name of an image in a registry, normalized as Docker does: `nginx` is `docker.io/library/nginx:latest`. */
export interface Reference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** Reads a reference by the grammar of distribution/reference; undefined when it is none. */
export function parseReference(text: string): Reference | undefined {
  if (text.length > 1024) return undefined;
  const [named = '', digestText, ...more] = text.split('@');
  if (more.length > 0) return undefined;
  const digest = digestText === undefined ? undefined : parseDigest(digestText);
  if (digestText !== undefined && digest === undefined) return undefined;
  const slash = named.indexOf('/');
  const head = slash < 0 ? '' : named.slice(0, slash);
  const isDomain = /[.:[]/.test(head) || head === 'localhost' || head !== head.toLowerCase();
  const registry = canonicalRegistry(isDomain ? head : 'docker.io');
  const rest = isDomain ? named.slice(slash + 1) : named;
  const colon = rest.lastIndexOf(':');
  const tag = colon < 0 ? undefined : rest.slice(colon + 1);
  const path = colon < 0 ? rest : rest.slice(0, colon);
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  if (
    !DOMAIN.test(registry) ||
    repository.length > 255 ||
    !repository.split('/').every((part) => COMPONENT.test(part))
  ) {
    return undefined;
  }
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  if (tag === undefined && digest === undefined) return { registry, repository, tag: 'latest' };
  return { registry, repository, ...(tag !== undefined && { tag }), ...(digest && { digest }) };
}

function canonicalRegistry(name: string): string {
  return name === 'index.docker.io' || name === 'registry-1.docker.io' ? 'docker.io' : name;
}

/** The full form, which parses to the same reference. */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.registry}/${reference.repository}${tag}${digest}`;
}
