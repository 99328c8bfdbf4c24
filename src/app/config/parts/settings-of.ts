import { PlimsollError } from '../../../model/error.ts';
import { parsePlatform } from '../../../model/platform.ts';
import type { Settings } from '../../settings.ts';
import type { OptionValues } from '../options.ts';
import { defaultCacheDirectory, shippedKnowledge, snapshotFile, toolVersion } from './places.ts';
import { registryEnvironment } from './registry-environment.ts';
import type { Surroundings } from './surroundings.ts';

/** All that the verbs depend on. Credentials are only looked for where the environment says; nobody reads them here. */
export function settingsOf(values: Partial<OptionValues>, surroundings: Surroundings): Settings {
  const version = toolVersion();
  const { stdin, temporaryDirectory } = surroundings;
  return {
    toolVersion: version,
    now: clockOf(surroundings),
    cacheDirectory: values.cacheDir ?? defaultCacheDirectory(surroundings),
    shippedKnowledge,
    snapshotFile,
    workers: values.workers ?? surroundings.cores,
    isolate: values.isolate ?? false,
    limits: Object.fromEntries((values.limit ?? []).map(({ name, value }) => [name, value])),
    platform: platformOf(values.platform, surroundings),
    open: {
      ...(values.ref !== undefined && { ref: values.ref }),
      ...(values.containerdRoot !== undefined && { containerdRoot: values.containerdRoot }),
      ...(values.platform !== undefined && { askedPlatform: values.platform }),
      stdin,
      temporaryDirectory,
      userAgent: `plimsoll/${version}`,
      plainHttp: values.plainHttp ?? false,
      environment: registryEnvironment(values, surroundings),
    },
  };
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
