import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError } from '../../../model/error.ts';
import type { Reference } from '../../../model/reference.ts';
import { printable } from '../../layout/printable.ts';
import { mirrorPlace, originPlace, type Place } from '../place.ts';
import { parseHostsToml } from './hosts-toml.ts';
import { parseRegistriesConf, placesIn, type RegistryRule, ruleFor } from './registries-conf.ts';
import { badConfiguration, readJsonObject, readToml } from './toml-file.ts';

/** Where it may be said that a registry has mirrors. What is absent is not looked for. */
export interface MirrorEnvironment {
  /** What the user asked for, by registry: then no file is asked for mirrors. */
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
  /** Directories with `<host>/hosts.toml` (containerd), beside certificates. */
  readonly certificateDirectories?: readonly string[];
  readonly registriesConf?: {
    /** The first that exists counts. */
    readonly files: readonly string[];
    /** Their `*.conf`, in the order of their names, go over that and over each other. */
    readonly directories: readonly string[];
  };
  /** Files like Docker's daemon.json, for its `registry-mirrors` of Docker Hub. */
  readonly daemonFiles?: readonly string[];
}

/**
 * Where a repository is read, in this order: its mirrors as `--mirror`, or hosts.toml, or registries.conf, or daemon.json names them,
 * the first of these that names any; last the registry itself. `registry/blocked` when a registries.conf forbids it,
 * `registry/bad-configuration`.
 */
export async function findPlaces(
  { registry, repository }: Reference,
  environment: MirrorEnvironment,
  plainHttp: boolean,
): Promise<readonly Place[]> {
  const own = originPlace(registry, repository, plainHttp);
  const rule = ruleFor(await rulesOf(environment), registry, repository);
  if (rule?.blocked) {
    throw new PlimsollError(
      'registry/blocked',
      `${registry}/${repository} is blocked by ${printable(rule.path, 300)}`,
      {
        help: [`take "blocked" away there, at the registry with the prefix ${printable(rule.prefix)}`],
      },
    );
  }
  const ruled = rule === undefined ? [own] : placesIn(rule, registry, repository, plainHttp);
  const hosts = await hostsFileOf(own, environment);
  const origin = rule === undefined ? (hosts?.server ?? own) : ruled.at(-1)!;
  const asked = environment.mirrors?.[registry];
  if (asked !== undefined) return [...mirrorsOf(asked, repository, '--mirror'), origin];
  if (hosts !== undefined && hosts.mirrors.length > 0) return [...hosts.mirrors, origin];
  if (ruled.length > 1 || registry !== 'docker.io') return [...ruled.slice(0, -1), origin];
  return [...(await daemonMirrors(environment, repository)), origin];
}

async function rulesOf({ registriesConf }: MirrorEnvironment): Promise<RegistryRule[]> {
  const rules: RegistryRule[] = [];
  for (const path of registriesConf?.files ?? []) {
    const document = await readToml(path);
    if (document === undefined) continue;
    rules.push(...parseRegistriesConf(document, path));
    break;
  }
  for (const directory of registriesConf?.directories ?? []) {
    const names = await readdir(directory).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.conf')).sort()) {
      const path = join(directory, name);
      const document = await readToml(path);
      if (document !== undefined) rules.push(...parseRegistriesConf(document, path));
    }
  }
  return rules;
}

/** Of the host itself, in both spellings of a port; else what holds for all hosts. The first directory that has any. */
async function hostsFileOf(own: Place, { certificateDirectories = [] }: MirrorEnvironment) {
  const spelled = own.host.replace(/:(\d+)$/, '_$1_');
  for (const name of new Set([own.host, spelled, '_default'])) {
    for (const directory of certificateDirectories) {
      const path = join(directory, name, 'hosts.toml');
      const document = await readToml(path);
      if (document !== undefined) return parseHostsToml(document, path, own);
    }
  }
  return undefined;
}

async function daemonMirrors({ daemonFiles = [] }: MirrorEnvironment, repository: string): Promise<Place[]> {
  for (const path of daemonFiles) {
    const listed = (await readJsonObject(path))?.['registry-mirrors'];
    if (!Array.isArray(listed) || listed.length === 0) continue;
    return mirrorsOf(listed.map(String), repository, path);
  }
  return [];
}

function mirrorsOf(texts: readonly string[], repository: string, from: string): Place[] {
  return texts.map((text) => {
    const place = mirrorPlace(text, repository);
    if (place === undefined) throw badConfiguration(from, 'names a mirror that is no URL');
    return place;
  });
}
