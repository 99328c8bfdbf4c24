import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportFilter } from '../../report/filter.ts';
import type { Settings } from '../settings.ts';
import type { OptionName, OptionValues } from './options.ts';
import type { FormatChoice } from './output.ts';
import { readEnvironment } from './parts/environment.ts';
import type { GivenOptions } from './parts/given.ts';
import { settingsOf } from './parts/settings-of.ts';
import type { Surroundings } from './parts/surroundings.ts';
import { type Terminal, terminalOf } from './parts/terminal.ts';
import { checkValues, valuesOf } from './parts/values.ts';

/** Everything that was said from outside, read once; frozen. */
export interface Config {
  readonly settings: Settings;
  readonly filter: ReportFilter;
  readonly gate: { readonly exitCode: boolean; readonly allowUnknown: readonly string[] };
  readonly output: {
    readonly formats: readonly FormatChoice[] | undefined;
    readonly file: string | undefined;
    readonly quiet: boolean;
    readonly trace: boolean;
  };
  readonly terminal: Terminal;
  /** Directories with advisory data. */
  readonly from: readonly string[];
}

/**
 * Flags go before the environment, that before the plimsoll.yaml of the working directory, that before what holds by itself.
 * `names` are the options of the command: the others are not asked for. Codes: `config/…`.
 */
export async function loadConfig(
  names: readonly OptionName[],
  flags: GivenOptions,
  surroundings: Surroundings,
): Promise<Config> {
  const file = names.length === 0 ? undefined : await fromFile(join(surroundings.directory, 'plimsoll.yaml'));
  const sources = [flags, readEnvironment(names, surroundings), ...(file === undefined ? [] : [file])];
  const values = valuesOf(names, sources);
  return Object.freeze({
    settings: settingsOf(values, surroundings),
    filter: filterOf(values),
    gate: { exitCode: values.exitCode ?? false, allowUnknown: values.allowUnknown ?? [] },
    output: {
      formats: values.format,
      file: values.output,
      quiet: values.quiet ?? false,
      trace: values.trace ?? false,
    },
    terminal: terminalOf(values, surroundings),
    from: values.from ?? [],
  });
}

/** A setting that is wrong is told even to a command that does not ask for it. */
async function fromFile(path: string): Promise<GivenOptions | undefined> {
  if (!existsSync(path)) return undefined;
  const { readConfigFile } = await import('./parts/config-file.ts');
  const given = readConfigFile(path);
  checkValues(given);
  return given;
}

function filterOf(values: Partial<OptionValues>): ReportFilter {
  return {
    ...(values.onlySeverity && { severities: values.onlySeverity }),
    ...(values.onlyFixed && { fixed: true }),
    ...(values.onlyPackageType && { packageTypes: values.onlyPackageType }),
    ...(values.onlyCveId && { ids: values.onlyCveId }),
    ...(values.ignoreBase && { ignoreBase: true }),
  };
}
