import { dirname } from 'node:path';
import type { CustomRuleText } from '../../../judgment/lint/parts/custom-rule.ts';
import { PlimsollError } from '../../../model/error.ts';
import { type LabelType, lintLevels } from '../../../model/lint.ts';
import { nearest } from '../../../util/nearest.ts';
import { labelTypeOf, labelTypes, lint } from '../lint.ts';
import { keyOf, type OptionName } from '../options.ts';
import type { Given, GivenOptions } from './given.ts';
import { type LintSection, nothingSaid, type RuleOptions } from './lint-config.ts';
import type { YamlEntry, YamlFile } from './yaml-file.ts';

/** Other spellings of the keys of options: a list is named in the plural there. */
const SPELLINGS: Readonly<Record<string, OptionName>> = {
  'trusted-registries': 'trustedRegistry',
  ignored: 'ignore',
  enabled: 'enable',
  'required-labels': 'requireLabel',
};

/** Options that only make sense for one run. */
const ONE_RUN: readonly OptionName[] = ['config', 'diff', 'fix', 'unsafeFixes'];

const names = (Object.keys(lint) as OptionName[]).filter((name) => !ONE_RUN.includes(name)).sort();
const keys = [...names.map(keyOf), ...Object.keys(SPELLINGS), 'levels', 'rules', 'label-schema', 'custom'].sort();

/** What stands under `lint:` of a plimsoll.yaml. `config/unknown-key`, `config/invalid-value`. */
export function readLintSection(file: YamlFile, entry: YamlEntry): { given: GivenOptions; section: LintSection } {
  const given = new Map<OptionName, Given>();
  let section = nothingSaid;
  for (const one of mappingIn(file, entry)) {
    const { key, line } = one;
    if (key === 'levels') section = { ...section, levels: levelsIn(file, one) };
    else if (key === 'rules') section = { ...section, options: optionsIn(file, one) };
    else if (key === 'label-schema') section = { ...section, labelSchema: labelSchemaIn(file, one) };
    else if (key === 'custom') section = { ...section, custom: customIn(file, one) };
    else {
      const name = SPELLINGS[key] ?? names.find((candidate) => keyOf(candidate) === key);
      if (name === undefined) throw unknown(`lint.${key}`, key, keys, file.path, line);
      const texts = file.textsOf(one.value);
      if (texts === undefined) throw invalid(`lint.${key}`, file.path, line, 'it takes a text, or a list of texts');
      if (texts.length > 0)
        given.set(name, { texts, name: `lint.${key} in ${file.path}, line ${line}`, directory: dirname(file.path) });
    }
  }
  return { given, section };
}

/** `label: type` in lines; also hadolint's. */
export function labelSchemaIn(file: YamlFile, entry: YamlEntry): Record<string, LabelType> {
  const schema: Record<string, LabelType> = {};
  for (const { key, value, line } of mappingIn(file, entry)) {
    const type = labelTypeOf(file.textsOf(value)?.[0] ?? '');
    if (type === undefined) throw invalid(`${entry.key}.${key}`, file.path, line, `it takes ${labelTypes.join(', ')}`);
    schema[key] = type;
  }
  return schema;
}

/** The entries of a mapping; `config/invalid-value` when it is none. */
export function mappingIn(file: YamlFile, { key, value, line }: YamlEntry): readonly YamlEntry[] {
  const entries = file.entriesOf(value);
  if (entries === undefined) throw invalid(key, file.path, line, 'write NAME: VALUE in lines below it');
  return entries;
}

function levelsIn(file: YamlFile, entry: YamlEntry): LintSection['levels'] {
  return mappingIn(file, entry).map(({ key, value, line }) => {
    const level = lintLevels.find((one) => one === file.textsOf(value)?.[0]?.toLowerCase());
    if (level === undefined) throw invalid(`lint.levels.${key}`, file.path, line, `it takes ${lintLevels.join(', ')}`);
    return [key, level] as const;
  });
}

function optionsIn(file: YamlFile, entry: YamlEntry): RuleOptions[] {
  return mappingIn(file, entry).map(({ key, value, line }) => ({
    rule: key,
    raw: file.plainOf(value),
    place: `lint.rules.${key} in ${file.path}, line ${line}`,
  }));
}

function customIn(file: YamlFile, { value, line }: YamlEntry): CustomRuleText[] {
  const items = file.itemsOf(value);
  if (items === undefined) throw invalid('lint.custom', file.path, line, 'it takes a list of rules');
  return items.map((item) => {
    const itemLine = file.lineOf(item);
    const entries = file.entriesOf(item);
    if (entries === undefined) throw invalid('lint.custom', file.path, itemLine, 'each rule has id and expression');
    const fields: Record<string, string> = {};
    let expressionLine = itemLine;
    for (const one of entries) {
      if (!CUSTOM_KEYS.includes(one.key))
        throw unknown(`lint.custom: ${one.key}`, one.key, CUSTOM_KEYS, file.path, one.line);
      const text = file.textsOf(one.value);
      if (text?.length !== 1) throw invalid(`lint.custom: ${one.key}`, file.path, one.line, 'it takes a text');
      fields[one.key] = text[0]!;
      if (one.key === 'expression') expressionLine = file.lineOf(one.value);
    }
    return { fields, path: file.path, line: itemLine, expressionLine };
  });
}

const CUSTOM_KEYS = ['id', 'severity', 'expression', 'title', 'message', 'why', 'fix'];

function invalid(key: string, path: string, line: number, help: string): PlimsollError {
  return new PlimsollError('config/invalid-value', `${key} in ${path}, line ${line}, has a value that is none`, {
    help: [help],
  });
}

function unknown(name: string, key: string, allowed: readonly string[], path: string, line: number): PlimsollError {
  const meant = nearest(key, allowed);
  return new PlimsollError('config/unknown-key', `there is no setting ${name}: ${path}, line ${line}`, {
    help: [...(meant === undefined ? [] : [`did you mean ${meant}?`]), `the settings are ${allowed.join(', ')}`],
  });
}
