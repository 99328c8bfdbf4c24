import { join } from 'node:path';
import type { OpenOptions } from '../../../io/open-source.ts';
import type { OptionValues } from '../options.ts';
import type { HostPair } from '../registry.ts';
import type { Surroundings } from './surroundings.ts';

/** Where registries, credentials, certificates, mirrors and proxies are found. Files are named here; nobody reads them. */
export function registryEnvironment(
  values: Partial<OptionValues>,
  { environment, home }: Surroundings,
): OpenOptions['environment'] {
  const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR } = environment;
  return {
    ...(home !== undefined && { home }),
    ...(DOCKER_CONFIG && { dockerConfig: DOCKER_CONFIG }),
    ...(REGISTRY_AUTH_FILE && { registryAuthFile: REGISTRY_AUTH_FILE }),
    ...(XDG_RUNTIME_DIR && { runtimeDirectory: XDG_RUNTIME_DIR }),
    ...(values.caFile !== undefined && { caFile: values.caFile }),
    ...(values.mirror && { mirrors: byRegistry(values.mirror) }),
    ...(values.tokenServer && { tokenServers: byRegistry(values.tokenServer) }),
    certificateDirectories: certificateDirectories(home),
    registriesConf: registriesConf(environment, home),
    daemonFiles: ['/etc/docker/daemon.json', ...(home === undefined ? [] : [join(home, '.config/docker/daemon.json')])],
    proxies: proxiesIn(environment),
    variables: environment,
  };
}

function byRegistry(pairs: readonly HostPair[]): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { registry, other } of pairs) found.set(registry, [...(found.get(registry) ?? []), other]);
  return Object.fromEntries(found);
}

/** Docker's, Podman's and containerd's, of the machine and of the user (docker: "certs.d"; containers-certs.d(5); containerd: hosts.md). */
function certificateDirectories(home: string | undefined): string[] {
  const own = home === undefined ? [] : [join(home, '.config/containers/certs.d'), join(home, '.docker/certs.d')];
  return ['/etc/docker/certs.d', '/etc/containers/certs.d', '/etc/containerd/certs.d', ...own];
}

/** The user's goes before the system's; `CONTAINERS_REGISTRIES_CONF` before both, alone (containers-registries.conf(5)). */
function registriesConf(
  { CONTAINERS_REGISTRIES_CONF: only }: Surroundings['environment'],
  home: string | undefined,
): NonNullable<OpenOptions['environment']['registriesConf']> {
  if (only) return { files: [only], directories: [] };
  const places = [...(home === undefined ? [] : [join(home, '.config/containers')]), '/etc/containers'];
  return {
    files: places.map((place) => join(place, 'registries.conf')),
    directories: places.map((place) => join(place, 'registries.conf.d')).reverse(),
  };
}

/**
 * The lower-case spelling goes before the other, as in curl. A program that a web server started (CGI) may have `HTTP_PROXY` from a
 * header of a request.
 */
function proxiesIn(environment: Surroundings['environment']): NonNullable<OpenOptions['environment']['proxies']> {
  const said = (name: string) => environment[name.toLowerCase()] || environment[name];
  const isCgi = environment['REQUEST_METHOD'] !== undefined;
  const [http, https] = [isCgi ? environment['http_proxy'] : said('HTTP_PROXY'), said('HTTPS_PROXY')];
  const [all, none] = [said('ALL_PROXY'), said('NO_PROXY')];
  return { ...(http && { http }), ...(https && { https }), ...(all && { all }), ...(none && { none }) };
}
