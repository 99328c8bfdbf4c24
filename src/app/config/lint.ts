import type { LabelType } from '../../model/lint.ts';
import { lintLevels } from '../../model/lint.ts';
import { choiceOption, type ListOption, listOption, type Section, switchOption, textOption } from './parts/option.ts';

/** What a label has to look like. */
export interface LabelDemand {
  readonly name: string;
  readonly type: LabelType;
}

const LABEL_TYPES: Readonly<Record<string, LabelType>> = {
  text: 'text',
  rawtext: 'text',
  url: 'url',
  semver: 'semver',
  hash: 'hash',
  githash: 'hash',
  rfc3339: 'rfc3339',
  spdx: 'spdx',
  email: 'email',
};

/** hadolint's words for the types of labels, and ours. */
export function labelTypeOf(text: string): LabelType | undefined {
  return LABEL_TYPES[text.trim().toLowerCase()];
}

export const labelTypes = [...new Set(Object.values(LABEL_TYPES))];

const requireLabel: ListOption<LabelDemand> = {
  kind: 'list',
  placeholder: 'NAME:TYPE',
  takes: `NAME:TYPE, as in maintainer:text; types are ${labelTypes.join(', ')}`,
  summary: 'Each image must carry this label, of this type',
  parse(text) {
    const at = text.lastIndexOf(':');
    const type = at < 1 ? undefined : labelTypeOf(text.slice(at + 1));
    return type === undefined ? undefined : { name: text.slice(0, at), type };
  },
};

/** How Dockerfiles are linted. In plimsoll.yaml these stand under `lint:`. */
export const lint = {
  config: textOption('FILE', 'Settings of lint: a plimsoll.yaml, or a configuration of hadolint', {
    isPath: true,
    short: 'c',
    fallback: 'plimsoll.yaml of the working directory, else where hadolint looks for its own',
  }),
  diff: switchOption('Show what the fixes would change as a unified diff, and write nothing'),
  disableIgnorePragma: switchOption('Comments take no rule back'),
  enable: listOption('RULE', 'Run these rules too, by any of their names, though they do not run by themselves'),
  failOn: listOption('RULE', 'Exit with 2 when any of these rules is broken, whatever its level'),
  failureThreshold: choiceOption(
    'LEVEL',
    [...lintLevels, 'ignore', 'none'] as const,
    'Exit with 2 when a finding is of this level or worse',
    { short: 't', fallback: 'info' },
  ),
  fix: listOption(
    'RULE',
    'Mend what can be mended safely, of these rules only if any is named; multi-stage splits an application into stages',
    { bare: 'all' },
  ),
  ignore: listOption('RULE', 'Leave these rules out, by any of their names: DL3008, apt-pin-versions'),
  resolve: switchOption('Ask the registries for the digests of base images, so that they can be pinned'),
  noFail: switchOption('Exit with 0 whatever is found'),
  requireLabel,
  strictLabels: switchOption('Labels that nobody requires are findings'),
  trustedRegistry: listOption('REGISTRY', 'Images may come only from these registries; * stands for any part'),
  unsafeFixes: switchOption('With --fix or --diff: also the fixes that may change what is built'),
} satisfies Section;
