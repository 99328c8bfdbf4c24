import { dirname } from 'node:path';
import { PlimsollError } from '../../../model/error.ts';
import { lintLevels } from '../../../model/lint.ts';
import type { OptionName } from '../options.ts';
import { textsIn } from './config-file.ts';
import type { Given } from './given.ts';
import { type LintFile, type LintSection, nothingSaid } from './lint-config.ts';
import { labelSchemaIn, mappingIn } from './lint-section.ts';
import type { YamlEntry, YamlFile } from './yaml-file.ts';

/** Its keys, and the options of the same meaning. */
const OPTIONS: Readonly<Record<string, OptionName>> = {
  ignored: 'ignore',
  'failure-threshold': 'failureThreshold',
  format: 'format',
  'no-fail': 'noFail',
  trustedRegistries: 'trustedRegistry',
  'strict-labels': 'strictLabels',
  'disable-ignore-pragma': 'disableIgnorePragma',
};

const KEYS = [...Object.keys(OPTIONS), 'label-schema', 'no-color', 'override'];

/** Whether a mapping has a key that only a configuration of hadolint has. */
export function isHadolintConfig(entries: readonly YamlEntry[]): boolean {
  return (
    !entries.some(({ key }) => key === 'lint') && entries.some(({ key }) => KEYS.includes(key) && key !== 'format')
  );
}

/** Reads a configuration of hadolint. What it does not know is a remark: hadolint passes over it too. `config/invalid-value`. */
export function readHadolintConfig(file: YamlFile): LintFile {
  const given = new Map<OptionName, Given>();
  const remarks: string[] = [];
  let section = nothingSaid;
  for (const entry of file.top()) {
    const { key, line } = entry;
    const name = OPTIONS[key];
    if (name !== undefined)
      take(given, name, textsIn(file, entry), `${key} in ${file.path}, line ${line}`, dirname(file.path));
    else if (key === 'label-schema') section = { ...section, labelSchema: labelSchemaIn(file, entry) };
    else if (key === 'override') section = { ...section, levels: overridesIn(file, entry) };
    else if (key === 'no-color') {
      if (/^(?:true|yes|on)$/i.test(textsIn(file, entry)[0] ?? ''))
        take(given, 'color', ['never'], `${key} in ${file.path}, line ${line}`, dirname(file.path));
    } else remarks.push(`${file.path}, line ${line}: hadolint knows no setting ${JSON.stringify(key)}`);
  }
  return { given, section, remarks };
}

function take(
  given: Map<OptionName, Given>,
  name: OptionName,
  texts: readonly string[],
  place: string,
  directory: string,
): void {
  if (texts.length > 0) given.set(name, { texts, name: place, directory });
}

/** `override: {error: [DL3008], …}`. */
function overridesIn(file: YamlFile, entry: YamlEntry): LintSection['levels'] {
  return mappingIn(file, entry).flatMap((one) => {
    const level = lintLevels.find((candidate) => candidate === one.key);
    if (level === undefined)
      throw new PlimsollError(
        'config/unknown-key',
        `there is no level ${JSON.stringify(one.key)}: ${file.path}, line ${one.line}`,
        {
          help: [`the levels are ${lintLevels.join(', ')}`],
        },
      );
    return textsIn(file, one).map((rule) => [rule, level] as const);
  });
}
