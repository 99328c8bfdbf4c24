import { isObject } from '../../layout/layout-index.ts';
import { originPlace, type Place } from '../place.ts';
import { badConfiguration, type Table } from './toml-file.ts';

/** One `[[registry]]` of a registries.conf. */
export interface RegistryRule {
  readonly prefix: string;
  readonly location: string;
  readonly insecure: boolean;
  readonly blocked: boolean;
  readonly mirrors: readonly MirrorRule[];
  /** The file that says so, for errors. */
  readonly path: string;
}

export interface MirrorRule {
  readonly location: string;
  readonly insecure: boolean;
  readonly takes: Place['takes'];
}

/** The rules of a file in the second form (containers-registries.conf(5)); the first form of 2018 is refused by name. */
export function parseRegistriesConf(document: Table, path: string): RegistryRule[] {
  if (document['registries'] !== undefined) {
    throw badConfiguration(path, 'is written in the first form of registries.conf, which is no longer read');
  }
  return tablesOf(document['registry']).map((table) => {
    const location = textOf(table['location']);
    const prefix = textOf(table['prefix']) || location;
    if (prefix === '') throw badConfiguration(path, 'has a [[registry]] without prefix and location');
    const byDigestOnly = table['mirror-by-digest-only'] === true;
    return {
      prefix: trimmed(prefix),
      location: trimmed(location),
      insecure: table['insecure'] === true,
      blocked: table['blocked'] === true,
      mirrors: tablesOf(table['mirror']).map((mirror) => mirrorRule(mirror, byDigestOnly, path)),
      path,
    };
  });
}

function mirrorRule(mirror: Table, byDigestOnly: boolean, path: string): MirrorRule {
  const location = trimmed(textOf(mirror['location']));
  if (location === '') throw badConfiguration(path, 'has a [[registry.mirror]] without location');
  const takes = TAKES[textOf(mirror['pull-from-mirror'])] ?? (byDigestOnly ? 'digests' : 'all');
  return { location, insecure: mirror['insecure'] === true, takes };
}

const TAKES: Readonly<Record<string, Place['takes']>> = { all: 'all', 'digest-only': 'digests', 'tag-only': 'tags' };

/** The rule with the longest prefix of `registry/repository`; of two with the same prefix the later file's. */
export function ruleFor(
  rules: readonly RegistryRule[],
  registry: string,
  repository: string,
): RegistryRule | undefined {
  let best: RegistryRule | undefined;
  for (const rule of rules) {
    if (matched(rule.prefix, registry, repository) === undefined) continue;
    if (best === undefined || rule.prefix.length >= best.prefix.length) best = rule;
  }
  return best;
}

/** Where a rule sends a repository: its mirrors, then its location. `registry/bad-configuration` for a location that is none. */
export function placesIn(rule: RegistryRule, registry: string, repository: string, plainHttp: boolean): Place[] {
  const name = `${registry}/${repository}`;
  const rest = name.slice(matched(rule.prefix, registry, repository)!.length);
  const places = rule.mirrors.map(({ location, insecure, takes }): Place => {
    const { host, path } = split(`${location}${rest}`, rule);
    return { ...originPlace(host, path, false, insecure), kind: 'mirror', takes };
  });
  const { host, path } =
    rule.location === '' ? { host: registry, path: repository } : split(`${rule.location}${rest}`, rule);
  return [...places, originPlace(host, path, plainHttp && host === registry, rule.insecure)];
}

/** What of the name a prefix covers: whole parts, or any child of a domain for `*.example.com`. */
function matched(prefix: string, registry: string, repository: string): string | undefined {
  if (prefix.startsWith('*.')) {
    return registry.endsWith(prefix.slice(1)) && registry.length > prefix.length - 1 ? registry : undefined;
  }
  const name = `${registry}/${repository}`;
  return name === prefix || name.startsWith(`${prefix}/`) ? prefix : undefined;
}

function split(name: string, { path: file }: RegistryRule): { host: string; path: string } {
  const slash = name.indexOf('/');
  const [host, path] = slash < 0 ? ['', ''] : [name.slice(0, slash), name.slice(slash + 1)];
  if (!HOST.test(host) || path === '') {
    throw badConfiguration(file, 'has a location that is no HOST[:PORT][/PATH]');
  }
  return { host, path };
}

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;

function trimmed(text: string): string {
  return text.replace(/\/+$/, '');
}

function tablesOf(raw: unknown): Table[] {
  return Array.isArray(raw) ? raw.filter(isObject) : [];
}

function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : '';
}
