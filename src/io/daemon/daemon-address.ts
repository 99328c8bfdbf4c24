import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';
import { currentContext } from './docker-context.ts';

/** Programs that keep images on a machine and speak Docker's HTTP API. */
export type DaemonKind = 'docker' | 'podman';

/** How a daemon is reached. */
export type DaemonAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: DaemonTls };

export interface DaemonTls {
  /** Holds `ca.pem`, `cert.pem` and `key.pem`, as far as they are needed. */
  readonly directory?: string;
  /** Whether the daemon must prove who it is. */
  readonly verify: boolean;
}

/** Values of the environment, read elsewhere. */
export interface DaemonEnvironment {
  readonly home?: string;
  /** `DOCKER_CONFIG`, a directory. */
  readonly dockerConfig?: string;
  /** `XDG_RUNTIME_DIR`. */
  readonly runtimeDirectory?: string;
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

export const DAEMON_NAMES: Readonly<Record<DaemonKind, string>> = { docker: 'Docker', podman: 'Podman' };

/**
 * Where the daemon is: what a variable names, else Docker's context, else the first of the usual sockets. Undefined when there is none.
 * `daemon/unsupported-address`, `daemon/no-context`. (docker/cli, "Environment variables" and "docker context"; podman-remote(1).)
 */
export async function daemonAddress(
  kind: DaemonKind,
  environment: DaemonEnvironment,
): Promise<DaemonAddress | undefined> {
  const { variables = {} } = environment;
  const variable = kind === 'docker' ? 'DOCKER_HOST' : 'CONTAINER_HOST';
  const host = variables[variable];
  if (host) return parseHost(host, variable, kind === 'docker' ? tlsOf(environment) : undefined);
  if (kind === 'docker') {
    const context = await currentContext(environment);
    if (context !== undefined) {
      return parseHost(context.host, `the context ${printable(context.name)} of Docker`, context.tls);
    }
  }
  const path = await firstSocket(usualSockets(kind, environment));
  return path === undefined ? undefined : { kind: 'socket', path };
}

/** Where a daemon listens when nobody says otherwise: Docker's of the machine first, Podman's of the user (podman-system-service(1)). */
export function usualSockets(kind: DaemonKind, { home, runtimeDirectory }: DaemonEnvironment): string[] {
  const own = (name: string) => (runtimeDirectory ? [join(runtimeDirectory, name)] : []);
  if (kind === 'podman') return [...own('podman/podman.sock'), '/run/podman/podman.sock'];
  return ['/var/run/docker.sock', ...own('docker.sock'), ...(home ? [join(home, '.docker/run/docker.sock')] : [])];
}

/** The first that this user may speak to, else the first that exists: its error says what is missing. */
async function firstSocket(paths: readonly string[]): Promise<string | undefined> {
  const there: string[] = [];
  for (const path of paths) {
    if (!(await isSocket(path))) continue;
    const isOpen = await access(path, constants.R_OK | constants.W_OK).then(
      () => true,
      () => false,
    );
    if (isOpen) return path;
    there.push(path);
  }
  return there[0];
}

function isSocket(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isSocket(),
    // A directory that may not be entered hides a socket as likely as not, but it is not ours to use.
    () => false,
  );
}

const SAVE = 'save the image and name the file, or pipe it: docker save IMAGE | plimsoll scan -';

function parseHost(text: string, named: string, tls: DaemonTls | undefined): DaemonAddress {
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/s.exec(text) ?? [];
  if (scheme === 'unix') return { kind: 'socket', path: rest || '/var/run/docker.sock' };
  if (scheme === 'tcp' || scheme === 'http' || scheme === 'https') {
    const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined;
    if (url !== undefined && url.pathname === '/' && url.search === '' && url.username === '') {
      const secure = scheme === 'https' ? (tls ?? { verify: true }) : tls;
      // `URL` drops a port of 80, as it belongs to http.
      const port = /:80\/?$/.test(rest) ? 80 : Number(url.port) || (secure ? 2376 : 2375);
      return { kind: 'tcp', host: url.hostname.replace(/^\[|\]$/g, ''), port, ...(secure && { tls: secure }) };
    }
  }
  if (scheme === 'ssh') {
    throw unsupported(text, named, 'ssh is not spoken', [
      `forward the socket: ssh -N -L /tmp/daemon.sock:/run/docker.sock HOST, then DOCKER_HOST=unix:///tmp/daemon.sock`,
      'or save the image there: ssh HOST docker save IMAGE | plimsoll scan -',
    ]);
  }
  if (scheme === 'npipe') throw unsupported(text, named, 'named pipes of Windows are not spoken', [SAVE]);
  throw unsupported(text, named, 'it is no address that is understood', [
    'an address is unix:///PATH or tcp://HOST:PORT',
    SAVE,
  ]);
}

function unsupported(text: string, named: string, why: string, help: readonly string[]): PlimsollError {
  return new PlimsollError('daemon/unsupported-address', `${named} says ${printable(withoutSecret(text))}: ${why}`, {
    help,
  });
}

function withoutSecret(text: string): string {
  return text.replace(/\/\/[^/@]*:[^/@]*@/, '//…@');
}

/** docker/cli: a value of `DOCKER_TLS_VERIFY`, whichever, means TLS with proof; `DOCKER_TLS` means TLS without. */
function tlsOf({ home, dockerConfig, variables = {} }: DaemonEnvironment): DaemonTls | undefined {
  const verify = Boolean(variables['DOCKER_TLS_VERIFY']);
  if (!verify && !variables['DOCKER_TLS']) return undefined;
  const directory = variables['DOCKER_CERT_PATH'] || dockerConfig || (home && join(home, '.docker'));
  return { verify, ...(directory && { directory }) };
}
