import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LintLevel, lintLevels } from '../../../model/lint.ts';
import type { OptionName } from '../options.ts';
import type { Given } from './given.ts';
import { type LintFile, nothingSaid } from './lint-config.ts';
import type { Surroundings } from './surroundings.ts';

/** The first file that hadolint would read, in its order (its manual, "Configure"). */
export function findHadolintConfig({ directory, environment, home }: Surroundings): string | undefined {
  const xdg = environment['XDG_CONFIG_HOME'];
  const places = [
    join(directory, '.hadolint'),
    ...(xdg?.startsWith('/') ? [join(xdg, 'hadolint')] : []),
    ...(home === undefined
      ? []
      : [
          join(home, '.config/hadolint'),
          join(home, '.hadolint/hadolint'),
          join(home, 'hadolint/config'),
          join(home, '.hadolint'),
        ]),
  ];
  return places.flatMap((place) => [`${place}.yaml`, `${place}.yml`]).find((path) => existsSync(path));
}

/** Its variables, and the options of the same meaning. */
const VARIABLES: Readonly<Record<string, OptionName>> = {
  HADOLINT_NOFAIL: 'noFail',
  HADOLINT_FORMAT: 'format',
  HADOLINT_FAILURE_THRESHOLD: 'failureThreshold',
  HADOLINT_IGNORE: 'ignore',
  HADOLINT_STRICT_LABELS: 'strictLabels',
  HADOLINT_DISABLE_IGNORE_PRAGMA: 'disableIgnorePragma',
  HADOLINT_TRUSTED_REGISTRIES: 'trustedRegistry',
  HADOLINT_REQUIRE_LABELS: 'requireLabel',
};

/** What the environment says to hadolint. */
export function readHadolintEnvironment({ environment, directory }: Surroundings): LintFile {
  const given = new Map<OptionName, Given>();
  for (const [variable, name] of Object.entries(VARIABLES)) {
    const text = environment[variable];
    if (text) given.set(name, { texts: [text], name: variable, directory });
  }
  const levels = lintLevels.flatMap((level: LintLevel) => {
    const list = environment[`HADOLINT_OVERRIDE_${level.toUpperCase()}`] ?? '';
    return list.split(',').flatMap((rule) => (rule.trim() === '' ? [] : [[rule.trim(), level] as const]));
  });
  return { given, section: { ...nothingSaid, levels }, remarks: [] };
}
