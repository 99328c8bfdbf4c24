import { join } from 'node:path';
import { PlimsollError } from '../../../model/error.ts';
import { parsePlatform } from '../../../model/platform.ts';
import type { Settings } from '../../settings.ts';
import type { OptionValues } from '../options.ts';
import { defaultCacheDirectory, shippedKnowledge, snapshotFile, toolVersion } from './places.ts';
import type { Surroundings } from './surroundings.ts';

/** All that the verbs depend on. Credentials are only looked for where the environment says; nobody reads them here. */
export function settingsOf(values: Partial<OptionValues>, surroundings: Surroundings): Settings {
  const version = toolVersion();
  const { environment, home, stdin, temporaryDirectory } = surroundings;
  const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR } = environment;
  return {
    toolVersion: version,
    now: clockOf(surroundings),
    cacheDirectory: values.cacheDir ?? defaultCacheDirectory(surroundings),
    shippedKnowledge,
    snapshotFile,
    workers: values.workers ?? surroundings.cores,
    platform: platformOf(values.platform, surroundings),
    open: {
      ...(values.ref !== undefined && { ref: values.ref }),
      stdin,
      temporaryDirectory,
      userAgent: `plimsoll/${version}`,
      plainHttp: values.plainHttp ?? false,
      environment: {
        ...(home !== undefined && { home }),
        ...(DOCKER_CONFIG && { dockerConfig: DOCKER_CONFIG }),
        ...(REGISTRY_AUTH_FILE && { registryAuthFile: REGISTRY_AUTH_FILE }),
        ...(XDG_RUNTIME_DIR && { runtimeDirectory: XDG_RUNTIME_DIR }),
        ...(values.caFile !== undefined && { caFile: values.caFile }),
        certificateDirectories: certificateDirectories(home),
        variables: environment,
      },
    },
  };
}

/** Docker's and Podman's, of the machine and of the user (docker: "certs.d"; containers-certs.d(5)). */
function certificateDirectories(home: string | undefined): string[] {
  const own = home === undefined ? [] : [join(home, '.config/containers/certs.d'), join(home, '.docker/certs.d')];
  return ['/etc/docker/certs.d', '/etc/containers/certs.d', ...own];
}

/** Containers are Linux, also on a machine that is not; the architecture is the machine's. */
function platformOf(asked: OptionValues['platform'], { architecture }: Surroundings): Settings['platform'] {
  if (asked === 'all') return 'all';
  return asked === undefined ? { own: parsePlatform(architecture)! } : { asked };
}

/** https://reproducible-builds.org/specs/source-date-epoch/ */
function clockOf({ environment, now }: Surroundings): Date {
  const text = environment['SOURCE_DATE_EPOCH'];
  if (text === undefined || text === '') return now;
  const date = new Date(/^\d{1,12}$/.test(text) ? Number(text) * 1000 : Number.NaN);
  if (!Number.isNaN(date.getTime()) && date.getUTCFullYear() < 10_000) return date;
  throw new PlimsollError('config/invalid-value', `${JSON.stringify(text)} is no value of SOURCE_DATE_EPOCH`, {
    help: ['it takes whole seconds since 1970-01-01'],
  });
}
