import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlimsollError } from '../../model/error.ts';
import { loadConfig } from './load-config.ts';
import { keyOf, optionNames, options, variableOf } from './options.ts';
import { readFlags } from './parts/flags.ts';
import type { Surroundings } from './parts/surroundings.ts';

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function load(argv: readonly string[], environment: Record<string, string> = {}, file?: string, more = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-config-'));
  directories.push(directory);
  if (file !== undefined) writeFileSync(join(directory, 'plimsoll.yaml'), file);
  const surroundings: Surroundings = {
    environment,
    directory,
    home: '/home/somebody',
    temporaryDirectory: '/tmp',
    cores: 6,
    architecture: 'x64',
    now: new Date('2026-01-01T00:00:00Z'),
    stdout: { isTerminal: false },
    stderr: { isTerminal: false },
    stdin: () => process.stdin,
    ...more,
  };
  return loadConfig(optionNames, readFlags(argv, optionNames, directory).given, surroundings);
}

const refusal = async (attempt: Promise<unknown>) => {
  const { code, message, help } = (await attempt.catch((cause) => cause)) as PlimsollError;
  return { code, text: [message.replaceAll(directories.at(-1) ?? '\0', ''), ...help].join('\n') };
};

it('names each option once, by flag, variable and key', () => {
  expect(options.onlyFixed.summary).toBeDefined();
  expect([keyOf('onlyFixed'), variableOf('onlyFixed')]).toEqual(['only-fixed', 'PLIMSOLL_ONLY_FIXED']);
  const shorts = optionNames.flatMap((name) => (options[name] as { short?: string }).short ?? []);
  expect(new Set(shorts).size).toBe(shorts.length);
});

it('goes by flags, then the environment, then plimsoll.yaml, then what holds by itself', async () => {
  const file = 'workers: 4\n';
  const environment = { PLIMSOLL_WORKERS: '3' };
  expect((await load(['--workers', '2'], environment, file)).settings.workers).toBe(2);
  expect((await load([], environment, file)).settings.workers).toBe(3);
  expect((await load([], { PLIMSOLL_WORKERS: '' }, file)).settings.workers).toBe(4);
  expect((await load([], {}, '# nothing\n')).settings.workers).toBe(6);
});

describe('values', () => {
  it('takes lists by comma and by repetition, from every source', async () => {
    const wanted = ['critical', 'high'];
    expect((await load(['--only-severity', 'critical,HIGH'])).filter.severities).toEqual(wanted);
    expect((await load(['--only-severity=critical', '--only-severity', 'high'])).filter.severities).toEqual(wanted);
    expect((await load([], { PLIMSOLL_ONLY_SEVERITY: 'critical, high' })).filter.severities).toEqual(wanted);
    expect((await load([], {}, 'only-severity: [critical, high]')).filter.severities).toEqual(wanted);
    expect((await load([], {}, 'only-severity: critical,high')).filter.severities).toEqual(wanted);
  });

  it('takes switches back', async () => {
    const set = { PLIMSOLL_EXIT_CODE: 'true' };
    expect((await load([], set)).gate.exitCode).toBe(true);
    expect((await load(['--no-exit-code'], set)).gate.exitCode).toBe(false);
    expect((await load(['--exit-code=false'], set)).gate.exitCode).toBe(false);
    expect((await load(['-e'])).gate.exitCode).toBe(true);
    expect((await load([], {}, 'exit-code: yes')).gate.exitCode).toBe(true);
  });

  it('keeps what the text says: 1.10 is not 1.1', async () => {
    expect((await load([], {}, 'ref: 1.10')).settings.open.ref).toBe('1.10');
  });

  it('takes paths relative to who names them; a comma may be part of one', async () => {
    const { from, settings } = await load(['--from', 'a,b'], {}, 'cache-dir: cache');
    expect(from).toEqual([join(directories.at(-1)!, 'a,b')]);
    expect(settings.cacheDirectory).toBe(join(directories.at(-1)!, 'cache'));
  });

  it('reads formats with their files, and the names that others give them', async () => {
    const { output } = await load(['--format', 'json=out.json', '--format', 'list']);
    expect(output.formats).toEqual([{ id: 'json', file: 'out.json' }, { id: 'table' }]);
  });

  it('knows platforms', async () => {
    const own = { own: { os: 'linux', architecture: 'amd64' } };
    expect((await load([])).settings.platform).toEqual(own);
    expect((await load(['--platform', 'all'])).settings.platform).toBe('all');
    const asked = { os: 'linux', architecture: 'arm', variant: 'v7' };
    expect((await load(['--platform', 'linux/arm/v7'])).settings.platform).toEqual({ asked });
  });

  it('finds credentials and caches where the environment says', async () => {
    const said = { DOCKER_CONFIG: '/d', XDG_RUNTIME_DIR: '/r', REGISTRY_AUTH_FILE: '/a', XDG_CACHE_HOME: '/c' };
    const { settings } = await load([], said);
    expect(settings.open.environment).toMatchObject({
      dockerConfig: '/d',
      runtimeDirectory: '/r',
      registryAuthFile: '/a',
    });
    expect(settings.cacheDirectory).toBe('/c/plimsoll');
    expect((await load([])).settings.cacheDirectory).toBe('/home/somebody/.cache/plimsoll');
    expect((await load([], {}, undefined, { home: undefined })).settings.cacheDirectory).toBe('/tmp/plimsoll');
  });

  it('takes its clock from SOURCE_DATE_EPOCH', async () => {
    const { settings } = await load([], { SOURCE_DATE_EPOCH: '86400' });
    expect(settings.now.toISOString()).toBe('1970-01-02T00:00:00.000Z');
  });
});

describe('what is wrong is told, with what would be right', () => {
  it.each([
    [
      ['--only-severity', 'hihg'],
      {},
      undefined,
      'config/invalid-value',
      '"hihg" is no value of --only-severity\ndid you mean high?',
    ],
    [
      ['--workers', '0'],
      {},
      undefined,
      'config/invalid-value',
      '"0" is no value of --workers\nit takes a whole number',
    ],
    [['--platform', 'a b'], {}, undefined, 'config/invalid-value', 'it takes os/architecture'],
    [['--format', 'json='], {}, undefined, 'config/invalid-value', '"json=" is no value of --format'],
    [
      [],
      { PLIMSOLL_QUIET: 'maybe' },
      undefined,
      'config/invalid-value',
      '"maybe" is no value of PLIMSOLL_QUIET\nit takes true or false',
    ],
    [[], { SOURCE_DATE_EPOCH: 'now' }, undefined, 'config/invalid-value', 'SOURCE_DATE_EPOCH'],
    [
      [],
      {},
      'a: 1',
      'config/unknown-key',
      'there is no setting "a": /plimsoll.yaml, line 1\nthe settings are allow-unknown, ',
    ],
    [[], {}, '\n\nonly-fxed: true', 'config/unknown-key', 'line 3\ndid you mean only-fixed?'],
    [[], {}, 'workers: many', 'config/invalid-value', '"many" is no value of workers in /plimsoll.yaml, line 1'],
    [['--workers', '1'], {}, 'workers: many', 'config/invalid-value', 'workers in /plimsoll.yaml'],
    [[], {}, 'workers: {a: 1}', 'config/invalid-value', 'workers in /plimsoll.yaml, line 1, has no plain value'],
    [[], {}, '- a', 'config/not-yaml', '/plimsoll.yaml is no list of settings'],
    [[], {}, 'a: [', 'config/not-yaml', '/plimsoll.yaml is no valid YAML: line 1, column 5'],
    [[], {}, 'workers: 1\nworkers: 2', 'config/not-yaml', 'unique'],
  ] as const)('%j %j %j', async (argv, environment, file, code, text) => {
    const told = await refusal(load(argv, environment, file));
    expect(told.code).toBe(code);
    expect(told.text).toContain(text);
  });

  it.each([
    [['--formt', 'x'], 'cli/unknown-option', 'did you mean --format?'],
    [['--workers'], 'cli/missing-value', 'write --workers N'],
    [['-z'], 'cli/unknown-option', 'there is no option -z'],
  ])('%j', async (argv, code, text) => {
    const told = await refusal((async () => readFlags(argv, optionNames, '/'))());
    expect(told.code).toBe(code);
    expect(told.text).toContain(text);
  });
});

it('tells options from operands', () => {
  const { operands, given } = readFlags(['a', '-oout', '-', '--quiet', 'b', '--', '-c', '--trace'], optionNames, '/');
  expect(operands).toEqual(['a', '-', 'b', '-c', '--trace']);
  expect([...given].map(([name, { texts }]) => [name, texts])).toEqual([
    ['output', ['out']],
    ['quiet', ['true']],
  ]);
});

describe('terminal', () => {
  const tty = { stdout: { isTerminal: true, columns: 90 }, stderr: { isTerminal: true, columns: 70 } };
  const view = async (argv: string[], environment: Record<string, string>, more = {}) =>
    (await load(argv, environment, undefined, more)).terminal;

  it.each([
    [[], {}, tty, { width: 90, paint: true, unicode: true }],
    [[], { NO_COLOR: '1' }, tty, { width: 90, paint: false }],
    [['--color', 'always'], { NO_COLOR: '1' }, {}, { width: 160, paint: true }],
    [['--no-color'], {}, tty, { paint: false }],
    [[], { TERM: 'dumb' }, tty, { paint: false }],
    [[], { COLUMNS: '120', LANG: 'C' }, tty, { width: 120, unicode: false }],
    [['--width', '80'], { COLUMNS: '120', LC_ALL: 'de_DE.UTF-8' }, tty, { width: 80, unicode: true }],
    [[], {}, {}, { width: 160, paint: false, unicode: true, links: false }],
  ])('%j %j', async (argv, environment, more, expected) => {
    expect((await view(argv, environment, more)).view).toMatchObject(expected);
  });

  it.each([
    [[], {}, tty, 70],
    [['--quiet'], {}, tty, 0],
    [[], { CI: 'true' }, tty, 0],
    [[], {}, {}, 0],
  ])('progress: %j %j', async (argv, environment, more, expected) => {
    expect((await view(argv, environment, more)).progressColumns).toBe(expected);
  });
});
