import { dirname, resolve } from 'node:path';
import { isObject } from '../../layout/layout-index.ts';
import { type HostTrust, mirrorPlace, type Place, parseBase } from '../place.ts';
import { badConfiguration, type Table } from './toml-file.ts';

/** What a hosts.toml says: the mirrors in its order, and the registry itself, perhaps elsewhere or with other certificates. */
export interface HostsFile {
  readonly mirrors: readonly Place[];
  readonly server: Place;
}

/**
 * Reads containerd's `certs.d/<host>/hosts.toml` (containerd, "Registry Configuration"). `own` is the registry that the directory
 * stands for: mirrors are told its name as `ns`. Relative paths are the file's. `registry/bad-configuration` for a host that is none.
 */
export function parseHostsToml(document: Table, path: string, own: Place): HostsFile {
  const hosts = isObject(document['host']) ? document['host'] : {};
  const mirrors: Place[] = [];
  for (const [name, raw] of Object.entries(hosts)) {
    const table = isObject(raw) ? raw : {};
    const takes = takesOf(table['capabilities']);
    if (takes === undefined) continue;
    const place = placeOf(name, table, path, own.repository);
    mirrors.push({ ...place, takes, ...(place.host !== own.host && { namespace: own.host }) });
  }
  const server = document['server'];
  if (typeof server !== 'string' || server === '') return { mirrors, server: { ...own, ...trustOf(document, path) } };
  const place = placeOf(server, document, path, own.repository);
  const isOwn = place.url.host === own.url.host;
  return { mirrors, server: { ...place, kind: 'origin', ...(isOwn && { host: own.host }) } };
}

/** Without `pull` and without `resolve` it is no mirror to read from. */
function takesOf(raw: unknown): Place['takes'] | undefined {
  if (!Array.isArray(raw)) return 'all';
  const [pulls, resolves] = [raw.includes('pull'), raw.includes('resolve')];
  if (pulls) return resolves ? 'all' : 'digests';
  return resolves ? 'tags' : undefined;
}

function placeOf(name: string, table: Table, path: string, repository: string): Place {
  const place = mirrorPlace(name, repository);
  const base = parseBase(name);
  if (place === undefined || base === undefined) throw badConfiguration(path, 'names a host that is no URL');
  const trust = trustOf(table, path);
  const ownPath = `${base.url.pathname.replace(/\/+$/, '')}/`;
  return { ...place, ...trust, ...(table['override_path'] === true && { url: new URL(ownPath, base.url) }) };
}

function trustOf(table: Table, path: string): HostTrust {
  const file = (text: string) => resolve(dirname(path), text);
  const authorities = textsOf(table['ca']).map(file);
  const client = firstPair(table['client']);
  return {
    ...(authorities.length > 0 && { authorities }),
    ...(client && { clientCertificate: { certificate: file(client[0]), key: file(client[1]) } }),
    ...(table['skip_verify'] === true && { insecure: true }),
  };
}

/** `client` is one file, or a list of files, or a list of pairs; the first counts. A file that stands alone holds the key too. */
function firstPair(raw: unknown): readonly [string, string] | undefined {
  const first: unknown = Array.isArray(raw) ? raw[0] : raw;
  const [certificate, key = certificate] = textsOf(first).filter((text) => text !== '');
  return certificate === undefined || key === undefined ? undefined : [certificate, key];
}

function textsOf(raw: unknown): string[] {
  if (typeof raw === 'string') return [raw];
  return Array.isArray(raw) ? raw.filter((item): item is string => typeof item === 'string') : [];
}
