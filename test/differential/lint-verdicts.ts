import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDockerfile } from '../../src/formats/dockerfile/parse-dockerfile.ts';
import { positionAt } from '../../src/formats/dockerfile/position.ts';
import { openShellParser } from '../../src/io/shell/tree-sitter-shell.ts';
import type { AnyRule } from '../../src/judgment/lint/parts/any-rule.ts';
import { instructionAt } from '../../src/judgment/lint/parts/instruction-at.ts';
import { chooseRules, defaultLintSettings, type LintSettings } from '../../src/judgment/lint/parts/settings.ts';
import type { LabelType } from '../../src/model/lint.ts';
import { lintDockerfile } from '../../src/scan/lint.ts';

/** What one program says of one file: `DL3008 12`, the rule by hadolint's name and the line where the instruction begins. */
export type Verdicts = ReadonlySet<string>;

/** hadolint's and ShellCheck's names. */
const NAME = /^(?:DL|SC)\d{4}$/;
/** ShellCheck's older name for all that is now SC3000 and above. */
const RETIRED = 'SC2039';
/** Of a file that hadolint cannot read it says only this. */
export const UNREADABLE = 'DL1000';

/** What both programs are told, so that rules that need a configuration, and those that are off by default, run too. */
export const schema: Readonly<Record<string, LabelType>> = {
  maintainer: 'text',
  url: 'url',
  'org.opencontainers.image.source': 'url',
  'org.opencontainers.image.created': 'rfc3339',
  'org.opencontainers.image.licenses': 'spdx',
  'org.opencontainers.image.revision': 'hash',
  'org.opencontainers.image.version': 'semver',
  'org.opencontainers.image.authors': 'email',
};
export const trusted: readonly string[] = ['docker.io', 'ghcr.io', '*.example.com'];
/** Off by default there. */
const ASKED = ['DL1001', 'DL3057'];

const settings: LintSettings = {
  ...defaultLintSettings,
  enabled: ['inline-ignore-pragma', 'healthcheck-missing'],
  trustedRegistries: trusted,
  labelSchema: schema,
  strictLabels: true,
};

export const hasHadolint = spawnSync('hadolint', ['--version']).status === 0;

const BATCH = 200;

/** Runs hadolint over files of a directory, as few times as can be; its configuration is written to `scratch`. */
export function theirVerdicts(directory: string, scratch: string, paths: readonly string[]): Map<string, Verdicts> {
  const config = join(scratch, 'hadolint.yaml');
  const quoted = (names: readonly string[]) => `[${names.map((name) => JSON.stringify(name)).join(', ')}]`;
  writeFileSync(
    config,
    `strict-labels: true\ntrustedRegistries: ${quoted(trusted)}\nlabel-schema: ${JSON.stringify(schema)}\noverride:\n  info: ${quoted(ASKED)}\n`,
  );
  const found = new Map<string, Set<string>>(paths.map((path) => [path, new Set()]));
  for (let at = 0; at < paths.length; at += BATCH) {
    const text = execFileSync('hadolint', ['--no-fail', '-f', 'json', '-c', config, ...paths.slice(at, at + BATCH)], {
      cwd: directory,
      maxBuffer: 1 << 28,
      encoding: 'utf8',
    });
    for (const { file, code, line } of JSON.parse(text) as { file: string; code: string; line: number }[])
      found.get(file)!.add(`${code} ${line}`);
  }
  return found;
}

const parseShell = await openShellParser();

/** What our rules say, those only that hadolint or ShellCheck know. */
export function ourVerdicts(rules: readonly AnyRule[]): (bytes: Uint8Array) => Verdicts {
  const named = rules.map(byName);
  const job = {
    rules: chooseRules(named, settings),
    heedsPragmas: true,
    settings,
    now: new Date('2026-01-01'),
    parseShell,
  };
  return (bytes) => {
    const { dockerfile, findings } = lintDockerfile(parseDockerfile(bytes, 'Dockerfile'), job);
    const verdicts = new Set<string>();
    for (const { aliases, span } of findings) {
      const { line } = positionAt(dockerfile, instructionAt(dockerfile, span.start)?.span.start ?? span.start);
      for (const alias of aliases) if (NAME.test(alias) && alias !== RETIRED) verdicts.add(`${alias} ${line}`);
    }
    return verdicts;
  };
}

/** The rule so that each violation bears one of their names: the one that it says, else the rule's first. */
function byName(rule: AnyRule): AnyRule {
  const first = rule.aliases.find((alias) => NAME.test(alias));
  return {
    ...rule,
    aliases: rule.aliases.filter((alias) => !NAME.test(alias)),
    *check(file, context) {
      for (const violation of rule.check(file, context)) {
        const alias = violation.alias !== undefined && NAME.test(violation.alias) ? violation.alias : first;
        yield alias === undefined ? violation : { ...violation, alias };
      }
    },
  };
}
