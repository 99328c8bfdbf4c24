import { isLoopback, registryUrl } from './origin.ts';

/** Files of certificates and keys for one host, and whether its certificate is looked at at all. */
export interface HostTrust {
  /** PEM files of authorities. */
  readonly authorities?: readonly string[];
  /** A PEM file of a client certificate and one of its key; one file may hold both. */
  readonly clientCertificate?: { readonly certificate: string; readonly key: string };
  /** The user's own files say so: any certificate will do. */
  readonly insecure?: boolean;
}

/** Where a repository can be read: at the registry that its name says, or at a mirror of it. */
export interface Place extends HostTrust {
  readonly kind: 'mirror' | 'origin';
  /** `host[:port]`, whose credentials count here, and only here. */
  readonly host: string;
  /** What `<repository>/manifests/…` is below; ends with a slash. */
  readonly url: URL;
  readonly repository: string;
  /** Speaks perhaps plain http; whether it does, the first answer tells. */
  readonly mayBePlain: boolean;
  /** A mirror may be good for one of both only: a tag moves, content that a digest names does not. */
  readonly takes: 'all' | 'digests' | 'tags';
  /** The registry that a mirror of many is asked for (containerd's `ns`). */
  readonly namespace?: string;
}

/**
 * The place that `HOST[:PORT][/PATH]` or `http(s)://…` names, in one of the two ways that paths are meant: a part of the name of the
 * repository (registries.conf), or what stands before `/v2/` (containerd, Docker). Undefined when it names none, or holds a user.
 */
export function parseBase(text: string): { readonly url: URL; readonly hasScheme: boolean } | undefined {
  const hasScheme = /^https?:\/\//i.test(text);
  const full = hasScheme ? text : `https://${text}`;
  if (!URL.canParse(full) || /[\s\\?#]/.test(text) || full.lastIndexOf('://') > 5) return undefined;
  const url = new URL(full);
  if (url.hostname === '' || url.username !== '' || url.password !== '') return undefined;
  return { url, hasScheme };
}

/** The registry itself. Plain http is tried unasked only on this machine, at a port of its own. */
export function originPlace(registry: string, repository: string, plainHttp: boolean, insecure = false): Place {
  const url = new URL('/v2/', registryUrl(registry, plainHttp));
  const isNear = isLoopback(url) && url.port !== '';
  return {
    kind: 'origin',
    host: registry,
    url,
    repository,
    mayBePlain: !plainHttp && (isNear || insecure),
    takes: 'all',
    ...(insecure && { insecure }),
  };
}

/** A mirror whose path, when there is one, stands before `/v2/`. Undefined when the text names no place. */
export function mirrorPlace(text: string, repository: string): Place | undefined {
  const base = parseBase(text);
  if (base === undefined) return undefined;
  const { url, hasScheme } = base;
  const path = url.pathname.replace(/\/+$/, '');
  return {
    kind: 'mirror',
    host: url.host,
    url: new URL(path.endsWith('/v2') ? `${path}/` : `${path}/v2/`, url),
    repository,
    mayBePlain: !hasScheme && isLoopback(url) && url.port !== '',
    takes: 'all',
  };
}
