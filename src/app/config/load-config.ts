import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportFilter } from '../../report/filter.ts';
import type { Settings } from '../settings.ts';
import { lint } from './lint.ts';
import type { OptionName, OptionValues } from './options.ts';
import type { FormatChoice } from './output.ts';
import type { ConfigFile } from './parts/config-file.ts';
import { readEnvironment } from './parts/environment.ts';
import type { GivenOptions } from './parts/given.ts';
import { type LintConfig, type LintFile, lintConfigOf } from './parts/lint-config.ts';
import { settingsOf } from './parts/settings-of.ts';
import type { Surroundings } from './parts/surroundings.ts';
import { type Terminal, terminalOf } from './parts/terminal.ts';
import { checkValues, valuesOf } from './parts/values.ts';

/** Everything that was said from outside, read once; frozen. */
export interface Config {
  readonly settings: Settings;
  readonly filter: ReportFilter;
  readonly gate: {
    readonly exitCode: boolean;
    readonly allowUnknown: readonly string[];
    readonly maxKnowledgeDays?: number;
  };
  readonly output: {
    readonly formats: readonly FormatChoice[] | undefined;
    readonly file: string | undefined;
    readonly quiet: boolean;
    readonly trace: boolean;
  };
  readonly terminal: Terminal;
  /** Directories with advisory data. */
  readonly from: readonly string[];
  /** Whether all of the knowledge is to be checked. */
  readonly verify: boolean;
  /** For the command that lints. */
  readonly lint?: LintConfig;
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
  const strong = [flags, readEnvironment(names, surroundings)];
  const ofLint = names.includes('config') ? await lintFiles(strong, file, surroundings) : [];
  const values = valuesOf(names, [
    ...strong,
    ...ofLint.map(({ given }) => given),
    ...(file === undefined ? [] : [withoutLint(file.given)]),
  ]);
  return Object.freeze({
    settings: settingsOf(values, surroundings),
    filter: filterOf(values),
    gate: {
      exitCode: values.exitCode ?? false,
      allowUnknown: values.allowUnknown ?? [],
      ...(values.maxKnowledgeAge !== undefined && { maxKnowledgeDays: values.maxKnowledgeAge }),
    },
    output: {
      formats: values.format,
      file: values.output,
      quiet: values.quiet ?? false,
      trace: values.trace ?? false,
    },
    terminal: terminalOf(values, surroundings),
    from: values.from ?? [],
    verify: values.verify ?? false,
    ...(names.includes('config') && { lint: lintConfigOf(values, ofLint, surroundings.directory) }),
  });
}

/** A setting that is wrong is told even to a command that does not ask for it. */
async function fromFile(path: string): Promise<ConfigFile | undefined> {
  if (!existsSync(path)) return undefined;
  const { readConfigFile } = await import('./parts/config-file.ts');
  const file = readConfigFile(path);
  checkValues(file.given);
  return file;
}

/**
 * What files and variables say of lint: the file that `--config` names, else our own and what was said to hadolint. They are looked for only by the
 * command that lints, and YAML is loaded only where there is some.
 */
async function lintFiles(strong: readonly GivenOptions[], own: ConfigFile | undefined, surroundings: Surroundings) {
  const { findHadolintConfig, readHadolintEnvironment } = await import('./parts/hadolint-places.ts');
  const named = valuesOf(['config'], strong).config;
  const path = named ?? findHadolintConfig(surroundings);
  const other = path === undefined ? undefined : await import('./parts/named-config.ts');
  const environment = readHadolintEnvironment(surroundings);
  const files: readonly (LintFile | undefined)[] =
    named === undefined
      ? [
          own && { given: own.given, section: own.lint, remarks: [] },
          environment,
          path === undefined ? undefined : other?.readFoundConfig(path),
        ]
      : [other?.readNamedConfig(named), environment];
  const there = files.filter((file) => file !== undefined);
  for (const { given } of there) checkValues(given);
  return there;
}

/** What our own file says of lint counts only among the files of lint. */
function withoutLint(given: GivenOptions): GivenOptions {
  return new Map([...given].filter(([name]) => !(name in lint)));
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
