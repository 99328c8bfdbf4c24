import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJsonObject } from '../../formats/bytes/json.ts';
import { limits } from '../../formats/bytes/limits.ts';
import { PlimsollError } from '../../model/error.ts';
import { isObject } from '../layout/layout-index.ts';
import { printable } from '../layout/printable.ts';
import type { DaemonEnvironment, DaemonTls } from './daemon-address.ts';

/** Where a context of Docker leads. */
export interface DockerContext {
  readonly name: string;
  /** As in `DOCKER_HOST`. */
  readonly host: string;
  readonly tls?: DaemonTls;
}

/**
 * The context in use: `DOCKER_CONTEXT`, else `currentContext` of Docker's config.json; undefined for the default one, or without any.
 * `daemon/no-context` when there is no such context. (docker/cli, cli/context/store: directories are named by the hash of the name.)
 */
export async function currentContext(environment: DaemonEnvironment): Promise<DockerContext | undefined> {
  const { home, dockerConfig = home && join(home, '.docker'), variables = {} } = environment;
  if (dockerConfig === undefined) return undefined;
  const configured =
    variables['DOCKER_CONTEXT'] || (await readObject(join(dockerConfig, 'config.json')))?.['currentContext'];
  if (typeof configured !== 'string' || configured === '' || configured === 'default') return undefined;
  const id = createHash('sha256').update(configured).digest('hex');
  const meta = await readObject(join(dockerConfig, 'contexts/meta', id, 'meta.json'));
  const endpoints = meta?.['Endpoints'];
  const endpoint = isObject(endpoints) ? endpoints['docker'] : undefined;
  const host = isObject(endpoint) ? endpoint['Host'] : undefined;
  if (!isObject(endpoint) || typeof host !== 'string' || host === '') throw noContext(configured, dockerConfig);
  const directory = join(dockerConfig, 'contexts/tls', id, 'docker');
  const hasFiles = await stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const tls = hasFiles && { tls: { directory, verify: endpoint['SkipTLSVerify'] !== true } };
  return { name: configured, host, ...tls };
}

function noContext(name: string, dockerConfig: string): PlimsollError {
  return new PlimsollError(
    'daemon/no-context',
    `Docker has no context ${printable(name)} in ${printable(dockerConfig, 300)}`,
    {
      help: ['choose another with `docker context use NAME`, or set DOCKER_HOST'],
    },
  );
}

async function readObject(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    if ((await stat(path)).size > limits.manifestBytes) return undefined;
    return parseJsonObject(await readFile(path));
  } catch {
    return undefined;
  }
}
