/** Writes docs/reference/cli.md from the tables of commands and options. Run: node tools/make-reference.ts */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyOf, optionNames, optionOf, variableOf } from '../src/app/config/options.ts';
import { commands } from '../src/cli/index.ts';
import type { Command } from '../src/cli/parts/command.ts';
import { describe, exitCodesOf, flagsOf, usageOf, wordsOf } from '../src/cli/parts/help-text.ts';

export const referencePath = join(fileURLToPath(new URL('..', import.meta.url)), 'docs/reference/cli.md');

/** The reference as Markdown. */
export async function makeReference(): Promise<string> {
  const loaded = await Promise.all(commands.map((command) => command.load()));
  return [
    '# The command line',
    '',
    'Made by `node tools/make-reference.ts` from the tables of commands and options; do not edit.',
    '',
    ...loaded.flatMap(commandSection),
    '## Options',
    '',
    'Every option is a flag, an environment variable and a key in the `plimsoll.yaml` of the working directory. A flag goes before the',
    'variable, that before the file, that before what holds by itself. Lists take commas or several flags; in the file also a YAML list.',
    'A switch is taken back with `--no-…` or `=false`. Paths in the file are relative to the file.',
    '',
    '| flag | environment | plimsoll.yaml | what |',
    '|---|---|---|---|',
    ...optionNames.map((name) =>
      row([code(flagsOf(name).trim()), code(variableOf(name)), code(keyOf(name)), describe(name)]),
    ),
    '',
    '`SOURCE_DATE_EPOCH` is the clock when it is set, `NO_COLOR` means `--color never`, `COLUMNS` is the width, and with `CI` there is no',
    'progress. Credentials of registries are looked for where `DOCKER_CONFIG`, `REGISTRY_AUTH_FILE`, `XDG_RUNTIME_DIR` and `HOME` say; mirrors also where',
    '`CONTAINERS_REGISTRIES_CONF` does. `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` hold, in capitals or not. Docker is asked where `DOCKER_HOST`,',
    '`DOCKER_CONTEXT`, `DOCKER_TLS`, `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH` say, Podman where `CONTAINER_HOST` does; `CONTAINERD_NAMESPACE` chooses in containerd.',
    '',
    '## Values',
    '',
    ...optionNames.flatMap((name) => {
      const { values } = optionOf(name);
      return values === undefined ? [] : [`- \`--${keyOf(name)}\`: ${values.map(code).join(', ')}`];
    }),
    '',
  ].join('\n');
}

function commandSection(command: Command): string[] {
  return [
    `## plimsoll ${wordsOf(command).join(' ')}`,
    '',
    `${command.summary}.`,
    ...(command.details ?? []).flatMap((paragraph) => ['', paragraph]),
    '',
    '```',
    usageOf(command),
    '```',
    '',
    ...(command.options.length === 0
      ? []
      : [`Options: ${command.options.map((name) => code(`--${keyOf(name)}`)).join(', ')}.`, '']),
    '| example | what |',
    '|---|---|',
    ...command.examples.map(({ line, what }) => row([code(line), what])),
    '',
    `Exit codes: ${exitCodesOf(command)
      .map(([number, what]) => `**${number}** ${what}`)
      .join('; ')}.`,
    '',
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(referencePath, await makeReference());
