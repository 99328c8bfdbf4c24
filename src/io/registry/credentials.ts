import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../../formats/bytes/limits.ts';
import { isObject, parseObject } from '../layout/layout-index.ts';
import { printable } from '../layout/printable.ts';
import { askHelper } from './credential-helper.ts';

/** Where credentials may be filed; values of the environment, read elsewhere. */
export interface CredentialEnvironment {
  readonly home?: string;
  /** `DOCKER_CONFIG`, a directory. */
  readonly dockerConfig?: string;
  /** `REGISTRY_AUTH_FILE`, a file: when it is set, Podman's other places are not asked. */
  readonly registryAuthFile?: string;
  /** `XDG_RUNTIME_DIR`. */
  readonly runtimeDirectory?: string;
  /** The environment of credential helpers; this process's own when absent. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

export type Credentials =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** A refresh token, which only a token server takes. */
  | { readonly kind: 'identity'; readonly token: string }
  | { readonly kind: 'bearer'; readonly token: string };

export interface CredentialSearch {
  readonly credentials?: Credentials;
  /** Files and helpers that should have answered and could not, as sentences without secrets. */
  readonly problems: readonly string[];
}

/**
 * The credentials of `registry` (`host[:port]`, `docker.io`), more specific ones of `registry/path` first: from Docker's config.json
 * (docker/cli, "config.json properties") and containers-auth.json(5), the first file that has any. Never throws for what is filed badly.
 */
export async function findCredentials(
  registry: string,
  repository: string,
  environment: CredentialEnvironment,
  signal: AbortSignal,
): Promise<CredentialSearch> {
  const problems: string[] = [];
  for (const path of authFiles(environment)) {
    const config = await readConfig(path, problems);
    const credentials = config && (await credentialsIn(config, registry, repository, environment, problems, signal));
    if (credentials !== undefined) return { credentials, problems };
  }
  return { problems };
}

function authFiles(environment: CredentialEnvironment): string[] {
  const { home, dockerConfig, registryAuthFile, runtimeDirectory } = environment;
  const docker = dockerConfig ?? (home && join(home, '.docker'));
  const podman = registryAuthFile
    ? [registryAuthFile]
    : [
        ...(runtimeDirectory ? [join(runtimeDirectory, 'containers/auth.json')] : []),
        ...(home ? [join(home, '.config/containers/auth.json')] : []),
      ];
  return [...podman, ...(docker ? [join(docker, 'config.json')] : [])];
}

async function readConfig(path: string, problems: string[]): Promise<Record<string, unknown> | undefined> {
  try {
    const { size } = await stat(path);
    const config = size > limits.manifestBytes ? undefined : parseObject(await readFile(path));
    if (config === undefined) problems.push(`${printable(path, 200)} is not valid JSON`);
    return config;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') problems.push(`${printable(path, 200)} cannot be read`);
    return undefined;
  }
}

async function credentialsIn(
  config: Record<string, unknown>,
  registry: string,
  repository: string,
  environment: CredentialEnvironment,
  problems: string[],
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const helpers = isObject(config['credHelpers']) ? config['credHelpers'] : {};
  const own = Object.keys(helpers).find((key) => placeOf(key) === registry);
  const helper = own === undefined ? config['credsStore'] : helpers[own];
  if (typeof helper === 'string' && helper !== '') {
    const server = own ?? (registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry);
    const answer = await askHelper(helper, server, environment.variables, signal);
    if (answer.kind === 'found') return helperCredentials(answer.username, answer.secret);
    if (answer.kind === 'failed')
      problems.push(`docker-credential-${printable(helper, 40)} gave no credentials: ${answer.why}`);
  }
  return filedCredentials(isObject(config['auths']) ? config['auths'] : {}, registry, repository);
}

/** Docker's helpers say with this user name that the secret is a refresh token. */
function helperCredentials(username: string, secret: string): Credentials {
  return username === '<token>' ? { kind: 'identity', token: secret } : { kind: 'basic', username, password: secret };
}

function filedCredentials(
  auths: Record<string, unknown>,
  registry: string,
  repository: string,
): Credentials | undefined {
  const filed = new Map(Object.entries(auths).map(([key, value]) => [placeOf(key), value]));
  const parts = [registry, ...repository.split('/')];
  for (let count = parts.length; count > 0; count--) {
    const entry = filed.get(parts.slice(0, count).join('/'));
    const credentials = isObject(entry) ? entryCredentials(entry) : undefined;
    if (credentials !== undefined) return credentials;
  }
  return undefined;
}

function entryCredentials(entry: Record<string, unknown>): Credentials | undefined {
  const text = (key: string) => (typeof entry[key] === 'string' && entry[key] !== '' ? entry[key] : undefined);
  const [identity, bearer] = [text('identitytoken'), text('registrytoken')];
  if (identity !== undefined) return { kind: 'identity', token: identity };
  if (bearer !== undefined) return { kind: 'bearer', token: bearer };
  const pair = Buffer.from(text('auth') ?? '', 'base64')
    .toString()
    .replace(/\0+$/, '');
  const colon = pair.indexOf(':');
  if (colon > 0) return { kind: 'basic', username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  const [username, password] = [text('username'), text('password')];
  return username !== undefined && password !== undefined ? { kind: 'basic', username, password } : undefined;
}

/** `https://index.docker.io/v1/` → `docker.io`; `https://host:5000` → `host:5000`; `host/path` stays. */
function placeOf(key: string): string {
  const place = key
    .replace(/^https?:\/\//, '')
    .replace(/\/v[12]\/?$/, '')
    .replace(/\/+$/, '');
  return place.replace(/^(?:index|registry-1)\.docker\.io(?=\/|$)/, 'docker.io');
}
