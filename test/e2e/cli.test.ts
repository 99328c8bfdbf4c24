import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { image } from '../kit/image.ts';
import { ROOT, type RunOptions, runCli, scratch } from '../kit/run-cli.ts';

const directory = scratch();
const at = (name: string) => join(directory, name);
const built = image()
  .layer({ 'app/node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}' })
  .layer({ 'app/readme': 'x' })
  .build();
built.writeLayout(at('layout'));
const one = `oci-dir:${at('layout')}`;
const env = { PLIMSOLL_CACHE_DIR: at('cache'), SOURCE_DATE_EPOCH: '1796000000' };
const run = (args: readonly string[], more: RunOptions = {}) => runCli(args, { ...more, env: { ...env, ...more.env } });

describe('the commands', () => {
  it('scan tells what is wrong', async () => {
    const { code, stdout, stderr } = await run(['scan', one]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('CVE-2021-44906');
    expect(stdout).not.toContain('\u001b');
  });

  it('sbom is JSON by itself, and the same bytes twice', async () => {
    const [first, second] = [await run(['sbom', one]), await run(['sbom', one, '--workers', '1'])];
    expect(JSON.parse(first.stdout).subjects[0].packages).toHaveLength(1);
    expect(second.stdout).toBe(first.stdout);
  });

  it('cves, quickview, explain, db status and db search answer', async () => {
    expect((await run(['cves', one])).stdout).toContain('CVE-2021-44906');
    expect((await run(['quickview', one])).stdout).toContain('critical');
    expect((await run(['explain', one, 'CVE-2021-44906'])).stdout).toMatch(/is reported for/);
    expect((await run(['explain', one, 'CVE-1999-0001'])).stdout).toMatch(/NOT reported for/);
    expect((await run(['db', 'status', '--format', 'json'])).stdout).toContain('"shipped": true');
    expect((await run(['db', 'search', 'minimist'])).stdout).toContain('CVE-2021-44906');
  });

  it('db build makes the knowledge that the next scan uses', async () => {
    const record = {
      schema_version: '1.7.0',
      id: 'GHSA-xxxx-yyyy-zzzz',
      modified: '2026-01-01T00:00:00Z',
      affected: [
        {
          package: { ecosystem: 'npm', name: 'minimist' },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
        },
      ],
    };
    writeFileSync(at('GHSA-xxxx-yyyy-zzzz.json'), JSON.stringify(record));
    const own = { env: { PLIMSOLL_CACHE_DIR: at('own') } };
    const { code, stdout, stderr } = await run(['db', 'build', '--from', directory], own);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^sha256:[0-9a-f]{64}\n/)]);
    expect(stderr).toContain('of the shipped snapshot');
    expect((await run(['cves', one], own)).stdout).toContain('GHSA-xxxx-yyyy-zzzz');
    expect((await run(['db', 'build'], own)).stderr).toContain('[cli/missing-value]');
  });

  it('every command has its help, by either way', async () => {
    const { stdout } = await run(['help']);
    for (const command of ['scan', 'db build', 'version']) {
      expect(stdout).toContain(`  ${command} `);
      const help = await run(['help', ...command.split(' ')]);
      expect(help).toEqual(await run([...command.split(' '), '--help']));
      expect(help.stdout).toContain('EXIT CODES');
    }
    expect((await run([])).stdout).toBe(stdout);
    expect((await run(['--version'])).stdout).toMatch(/^plimsoll \d+\.\d+\.\d+\n$/);
  });
});

describe('the gate', () => {
  it.each<[string[], number]>([
    [[], 0],
    [['--exit-code'], 2],
    [['--exit-code', '--only-severity', 'low'], 0],
    [['-e', '--only-cve-id', 'GHSA-xvch-5gv4-984h'], 2],
    [['-e', '--only-package-type', 'deb'], 0],
  ])('%j exits with %d', async (flags, expected) => {
    expect((await run(['cves', one, ...flags])).code).toBe(expected);
  });

  it('takes what nobody knows for a no, unless it is allowed', async () => {
    const status = 'Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n';
    image()
      .layer({ 'etc/os-release': 'ID=debian\nVERSION_ID="4"\n', 'var/lib/dpkg/status': status })
      .build()
      .writeLayout(at('unknown'));
    const unknown = ['scan', '--exit-code', `oci-dir:${at('unknown')}`];
    const { code, stderr } = await run(unknown);
    expect([code, stderr]).toEqual([
      2,
      'gate: no: knowledge/no-data-for-release\n      what is unknown can be allowed: --allow-unknown=knowledge/no-data-for-release\n',
    ]);
    expect((await run([...unknown, '--quiet'])).stderr).toBe('');
    expect((await run([...unknown, '--allow-unknown'])).code).toBe(0);
  });
});

describe('where the answer goes', () => {
  it('to files and standard output in one run', async () => {
    const formats = ['--format', 'table', '--format', `json=${at('a.json')}`, '--format', `sarif=${at('a.sarif')}`];
    const { stdout } = await run(['scan', one, ...formats]);
    expect(stdout).toContain('CVE-2021-44906');
    expect(JSON.parse(readFileSync(at('a.json'), 'utf8')).schemaVersion).toBe(1);
    expect(JSON.parse(readFileSync(at('a.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  it('with --output, which writes nothing when the scan fails', async () => {
    expect(await run(['scan', one, '-o', at('b.txt')])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(at('b.txt'), 'utf8')).toContain('CVE-2021-44906');
    expect((await run(['scan', at('absent.tar'), '-o', at('c.txt')])).code).toBe(1);
    expect(existsSync(at('c.txt'))).toBe(false);
    expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('a reader that goes away is no error', async () => {
    const child = spawn(
      '/bin/sh',
      ['-c', `"$0" "$@" | head -c 1`, process.execPath, join(ROOT, 'dist/main.js'), 'sbom', one],
      {
        env: { ...process.env, ...env },
      },
    );
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  });
});

describe('errors', () => {
  it.each<[string[], string, Record<string, string>?]>([
    [['scna'], 'error: there is no command "scna"  [cli/unknown-command]\n  did you mean scan?\n'],
    [['scan'], 'error: scan needs IMAGE  [cli/missing-argument]\n'],
    [['scan', 'a', 'b'], 'error: scan has no use for "b"  [cli/too-many-arguments]\n'],
    [
      ['scan', '--formt', 'json', one],
      'error: there is no option --formt  [cli/unknown-option]\n  did you mean --format?\n',
    ],
    [['sbom', '--only-fixed', one], 'error: --only-fixed is no option of this command  [cli/unknown-option]\n'],
    [['scan', '--format', 'xml', one], 'error: "xml" is no value of --format  [config/invalid-value]\n'],
    [
      ['quickview', '--format', 'sarif', one],
      'error: sarif has no form for what this command shows  [cli/format-does-not-fit]\n  choose --format json or markdown or table\n',
    ],
    [
      ['scan', '--format', 'json,table', one],
      'error: two formats cannot both go to standard output  [cli/one-place-for-two]\n',
    ],
    [['scan', '-o', '/nowhere/x', one], 'error: /nowhere/x cannot be written (ENOENT)  [report/unwritable]\n'],
    [['scan', '--ref', 'x', one], 'error: '],
    [['scan', one], 'error: "x" is no value of PLIMSOLL_WORKERS  [config/invalid-value]\n', { PLIMSOLL_WORKERS: 'x' }],
  ])('%j', async (args, expected, more = {}) => {
    const { code, stdout, stderr } = await run(args, { env: more });
    expect([code, stdout, stderr.slice(0, expected.length)]).toEqual([1, '', expected]);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(4);
  });

  it('reads the plimsoll.yaml of the working directory', async () => {
    writeFileSync(at('plimsoll.yaml'), 'only-severity: low\n');
    expect((await run(['cves', one], { cwd: directory })).stdout).not.toContain('CVE-2021-44906');
    writeFileSync(at('plimsoll.yaml'), 'only-severty: low\n');
    const { code, stderr } = await run(['cves', one], { cwd: directory });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: there is no setting "only-severty": .*plimsoll\.yaml, line 1 {2}\[config\/unknown-key\]/,
    );
  });
});

describe('the trace of a warm scan', () => {
  it('counts no worker and no blob, and names no package that only others need', async () => {
    await run(['scan', one]);
    const { stderr } = await run(['scan', one], { env: { PLIMSOLL_TRACE: '1' } });
    const trace = new Map(
      stderr
        .trim()
        .split('\n')
        .map((line) => [line.replace(/ \S+$/, ''), line.split(' ').at(-1)!]),
    );
    expect([trace.get('workers'), trace.get('blobs'), trace.get('revisits')]).toEqual(['0', '0', '0']);
    expect(trace.get('packages')).not.toMatch(/yaml|zod|commander|undici/);
    expect(trace.get('chunks')).toContain('main.js');
  });
});

it('an interrupted scan ends at once with 130, and leaves nothing', async () => {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), 'scan', '-'], { env: { ...process.env, ...env } });
  // It waits for standard input: the first bytes of a compressed archive that never ends.
  child.stdin.write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
  await new Promise((resolve) => setTimeout(resolve, 700));
  const before = performance.now();
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(130);
  expect(performance.now() - before).toBeLessThan(2000);
});
