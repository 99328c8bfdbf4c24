import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RunOptions, runCli, scratch } from '../kit/run-cli.ts';

const root = scratch();
let count = 0;

/** A directory of its own with these files. */
function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = join(root, String(count++));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

const lint = (cwd: string, args: readonly string[] = [], more: RunOptions = {}) =>
  runCli(['lint', ...args], { cwd, ...more });

/** `path:line rule` of each finding. */
async function found(cwd: string, args: readonly string[] = [], more: RunOptions = {}) {
  const { stdout, stderr } = await lint(cwd, [...args, '--format', 'json'], more);
  if (stdout === '') throw new Error(stderr);
  const { files } = JSON.parse(stdout) as {
    files: { path: string; findings: { rule: string; start: { line: number } }[] }[];
  };
  return files.flatMap(({ path, findings }) => findings.map(({ rule, start }) => `${path}:${start.line} ${rule}`));
}

const BROKEN = 'FROM scratch\nRUX a\n';
const FINE = '# nothing to say\nFROM scratch\nCOPY a /a\nUSER 1000\n';

describe('what is looked at', () => {
  const directory = directoryWith({
    Dockerfile: BROKEN,
    'b/app.Dockerfile': BROKEN,
    'b/Dockerfile.dev': BROKEN,
    'b/Dockerfile.j2': 'FROM {{ x }}\n',
    'b/dockerfile.ts': 'no Dockerfile',
    'b/Dockerfile.dockerignore': 'x',
    'node_modules/x/Dockerfile': BROKEN,
    '.git/Dockerfile': BROKEN,
    'c/Containerfile': FINE,
    'compose.yaml':
      'services:\n  a: {build: ./c}\n  b:\n    build:\n      context: b\n      dockerfile: Dockerfile.dev\n  c:\n    build:\n      dockerfile_inline: |\n        FROM scratch\n        RUY b\n',
    'docker-bake.hcl': `variable "WHERE" { default = "b" }\ntarget "_all" { dockerfile = "Dockerfile.dev" }\ntarget "a" {\n  inherits = ["_all"]\n  context = "\${WHERE}" # here\n}\ntarget "far" { context = "https://x/y.git" }\n`,
    'docker-bake.json': '{"target": {"a": {"dockerfile-inline": "FROM scratch\\nRUX b"}}}',
  });
  symlinkSync('../Dockerfile', join(directory, 'c/Dockerfile.link'));
  symlinkSync('/etc/passwd', join(directory, 'c/Dockerfile.out'));
  symlinkSync('..', join(directory, 'c/again'));

  it.each([
    [[], ['Dockerfile', 'b/Dockerfile.dev', 'b/app.Dockerfile']],
    [['.'], ['Dockerfile', 'b/Dockerfile.dev', 'b/app.Dockerfile']],
    [
      ['b', 'Dockerfile', './Dockerfile'],
      ['b/Dockerfile.dev', 'b/app.Dockerfile', 'Dockerfile'],
    ],
    [['compose.yaml'], ['b/Dockerfile.dev', 'compose.yaml#c']],
    [['docker-bake.hcl'], ['b/Dockerfile.dev']],
    [['docker-bake.json'], ['docker-bake.json#a']],
  ])('%j', async (args, paths) => {
    const all = await found(directory, args);
    expect(all.filter((one) => one.includes('syntax-error'))).toEqual(paths.map((path) => `${path}:2 syntax-error`));
  });

  it('standard input', async () => {
    expect(await found(directory, ['-'], { stdin: Buffer.from(BROKEN) })).toContain('-:2 syntax-error');
  });

  it.each([
    [['nothing'], 'there is no file or directory nothing  [lint/no-such-file]'],
    [['c/again/node_modules/.'], '[lint/no-dockerfile]'],
    [['b/dockerfile.json'], '[lint/no-such-file]'],
  ])('tells what is not there: %j', async (args, text) => {
    const { code, stderr } = await lint(directoryWith({ 'c/again/node_modules/x': '', 'x/y': '' }), args);
    expect([code, stderr]).toEqual([1, expect.stringContaining(text)]);
  });
});

describe('the exit code', () => {
  const directory = directoryWith({ Dockerfile: BROKEN, fine: 'FROM scratch\n' });
  it.each([
    [['Dockerfile'], 2],
    [['Dockerfile', '--no-fail'], 0],
    [['Dockerfile', '-t', 'none'], 0],
    [['Dockerfile', '-t', 'none', '--fail-on', 'DL1000'], 2],
    [['Dockerfile', '--ignore', 'DL1000', '-t', 'error'], 0],
    [['Dockerfile', '--failure-threshold', 'bad'], 1],
  ])('%j', async (args, code) => {
    expect((await lint(directory, args)).code).toBe(code);
  });
});

describe('what was said elsewhere', () => {
  const file = 'FROM scratch\nRUX a\n';
  it.each([
    ['plimsoll.yaml', 'lint:\n  ignore: [DL1000]\n', {}, false],
    ['.hadolint.yaml', 'ignored: [DL1000]\nsome-key: 1\n', {}, false],
    ['.hadolint.yml', 'ignored:\n  - DL1000\n', {}, false],
    ['.hadolint.yaml', 'ignored: []\n', { HADOLINT_IGNORE: 'DL3000,DL1000' }, false],
    ['plimsoll.yaml', 'lint: {ignore: [DL3000]}\n', { HADOLINT_IGNORE: 'DL1000' }, true],
    ['plimsoll.yaml', 'lint: {ignore: [DL3000]}\n', { PLIMSOLL_IGNORE: 'DL1000' }, false],
    ['README', '', {}, true],
  ])('%s %j %j', async (name, text, env, isFound) => {
    const all = await found(directoryWith({ Dockerfile: file, [name]: text }), [], { env });
    expect(all.includes('Dockerfile:2 syntax-error')).toBe(isFound);
  });

  it('is read where --config says', async () => {
    const directory = directoryWith({
      Dockerfile: file,
      'h.yaml': 'ignored: [DL1000]\n',
      'p.yaml': 'lint: {levels: {DL1000: info}}\n',
    });
    expect(await found(directory, ['-c', 'h.yaml'])).not.toContain('Dockerfile:2 syntax-error');
    expect((await lint(directory, ['-c', 'p.yaml', '-t', 'warning', '--format', 'gnu'])).stdout).toContain(
      '2:1: info:',
    );
  });

  it.each([
    ['plimsoll.yaml', 'lint:\n  ignroe: x\n', 'did you mean ignore?'],
    ['plimsoll.yaml', 'lint:\n  levels:\n    DL3008: bad\n', 'lint.levels.DL3008 in '],
    ['plimsoll.yaml', 'lint:\n  custom:\n    - id: x\n      expression: a +\n', 'line 4, cannot be used'],
    ['plimsoll.yaml', 'ignore: x\n', 'write it under lint:'],
    ['.hadolint.yaml', 'failure-threshold: bad\n', 'failure-threshold in '],
    ['.hadolint.yaml', 'override:\n  bad: [DL1000]\n', 'line 2'],
    ['.hadolint.yaml', 'ignored: [\n', 'no valid YAML: line 2'],
  ])('tells what is wrong in %s: %j', async (name, text, told) => {
    const { code, stderr } = await lint(directoryWith({ Dockerfile: file, [name]: text }));
    expect([code, stderr]).toEqual([1, expect.stringContaining(told)]);
  });

  it('passes over what hadolint passes over, and says so', async () => {
    const { stderr } = await lint(directoryWith({ Dockerfile: FINE, '.hadolint.yaml': 'ignored: []\nsome-key: 1\n' }));
    expect(stderr).toContain('line 2: hadolint knows no setting "some-key"');
  });
});

describe('fixes', () => {
  // Nothing else than what the rule names.
  const before = 'FROM debian:12\n# a comment\nRUN apt-get update && \\\n    apt-get install   -y curl\n';
  const after = before.replace('install   -y', 'install --no-install-recommends   -y');
  const only = ['--fix=DL3015', 'Dockerfile'];

  it('are written, and the mode stays', async () => {
    const directory = directoryWith({ Dockerfile: before });
    chmodSync(join(directory, 'Dockerfile'), 0o640);
    const { stderr } = await lint(directory, only);
    expect(stderr).toContain('Dockerfile: fixed 1 finding');
    expect(readFileSync(join(directory, 'Dockerfile'), 'utf8')).not.toBe(before);
    expect(readFileSync(join(directory, 'Dockerfile'), 'utf8').replace(/ *--no-install-recommends/, '')).toBe(before);
    expect(statSync(join(directory, 'Dockerfile')).mode & 0o777).toBe(0o640);
    expect((await lint(directory, only)).stderr).toBe('');
    expect(after).toContain('--no-install-recommends');
  });

  it('are shown as a diff that applies, and nothing is written', async () => {
    const directory = directoryWith({ Dockerfile: before });
    const { stdout, code } = await lint(directory, [...only, '--diff']);
    expect(code).toBe(2);
    expect(readFileSync(join(directory, 'Dockerfile'), 'utf8')).toBe(before);
    writeFileSync(join(directory, 'p'), stdout);
    execFileSync('git', ['apply', 'p'], { cwd: directory, env: { ...process.env, GIT_CEILING_DIRECTORIES: root } });
    expect(readFileSync(join(directory, 'Dockerfile'), 'utf8')).toContain('--no-install-recommends');
  });

  it('turn standard input into standard output', async () => {
    const { stdout } = await lint(root, ['--fix=DL3015', '-'], { stdin: Buffer.from(before) });
    expect(stdout.replace(/ *--no-install-recommends/, '')).toBe(before);
    expect(stdout).toContain('--no-install-recommends');
    expect((await lint(root, ['--fix=DL3015', '-'], { stdin: Buffer.from(stdout) })).stdout).toBe(stdout);
  });
});

describe('rules of one’s own', () => {
  it('see what the shell runs', async () => {
    const own =
      'lint:\n  custom:\n    - id: no-curl\n      severity: error\n      expression: instruction.commands.exists(c, c.name == "curl")\n      message: curl is not for here\n';
    const directory = directoryWith({ Dockerfile: 'FROM debian:12\nRUN true && curl x\n', 'plimsoll.yaml': own });
    expect(await found(directory)).toContain('Dockerfile:2 no-curl');
  });
});

describe('input that is no Dockerfile', () => {
  it.each([
    ['zero bytes', 'FROM a\nRUN \0\0', 1, 'line 2, column 5'],
    ['nothing', '', 2, ''],
    ['a line of five million bytes', `FROM a\nRUN ${'x '.repeat(2_500_000)}`, 2, ''],
    ['ten megabytes of nonsense', 'xyz abc\n'.repeat(1_300_000), 1, 'line 100001, column 1  [lint/too-large]'],
    ['two thousand instructions', `FROM a\n${'RUN a && b\n'.repeat(1_900)}`, 2, ''],
    [
      'a hundred thousand instructions',
      `FROM a\n${'RUN a && b\n'.repeat(99_000)}`,
      1,
      'line 2001, column 1  [lint/too-large]',
    ],
  ])('%s', async (_, text, code, told) => {
    const directory = directoryWith({ Dockerfile: text });
    const started = performance.now();
    const ran = await lint(directory, ['--format', 'gnu', '-o', 'out', 'Dockerfile']);
    // Two seconds on a machine that does nothing else.
    expect(performance.now() - started).toBeLessThan(10_000);
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(told)]);
  });
});

it('the name of one case of a rule turns that case off', async () => {
  const text = 'FROM debian:12\nRUN curl -k https://example.com/x\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\n';
  const directory = directoryWith({ Dockerfile: text });
  const of = async (...args: string[]) =>
    (await found(directory, args)).filter((finding) => finding.endsWith('tls-verification-off'));
  expect(await of()).toHaveLength(2);
  expect(await of('--ignore', 'ckv2_docker_2')).toEqual(['Dockerfile:3 tls-verification-off']);
  expect(await of('--ignore', 'tls-verification-off')).toEqual([]);
});

describe('--fix=multi-stage', () => {
  const single =
    'FROM golang:1.22\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /src/app ./cmd/app\nCMD ["/src/app"]\n';

  it('splits an application into a stage that builds and one that runs, says what it assumed, and does it once', async () => {
    const directory = directoryWith({ Dockerfile: single });
    const { code, stderr } = await lint(directory, ['--fix=multi-stage', '--no-fail']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('Dockerfile: assumed: ')]);
    const text = readFileSync(join(directory, 'Dockerfile'), 'utf8');
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(text).toMatch(/^COPY --from=\S+ \/src\/app \/src\/app$/m);
    const again = await lint(directory, ['--fix=multi-stage', '--no-fail']);
    expect(again.stderr).toContain('Dockerfile: stays one stage: ');
    expect(readFileSync(join(directory, 'Dockerfile'), 'utf8')).toBe(text);
  });

  it('is nothing that --fix does by itself', async () => {
    const directory = directoryWith({ Dockerfile: single });
    await lint(directory, ['--fix', '--unsafe-fixes', '--no-fail']);
    expect(readFileSync(join(directory, 'Dockerfile'), 'utf8').match(/^FROM /gm)).toHaveLength(1);
  });
});
