import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { breachesOf } from '../../tools/lib/boundaries.ts';
import { programFiles } from '../../tools/lib/source-files.ts';
import { type Ran, ROOT, scratch } from '../kit/run-cli.ts';

const directory = scratch();
const clone = join(directory, 'clone');
const home = join(directory, 'home');
mkdirSync(home);
const env = { PATH: process.env['PATH']!, HOME: home };

function plimsoll(args: readonly string[], command = join(clone, 'plimsoll'), cwd = directory): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, encoding: 'utf8' });

// What is committed, and what is about to be: a clone with the working tree's changes on top.
beforeAll(() => {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone]);
  const changes = execFileSync('git', ['diff', '--binary', 'HEAD'], { cwd: ROOT, maxBuffer: 1 << 30 });
  if (changes.length > 0) {
    spawnSync('git', ['apply', '--index'], { cwd: clone, input: changes });
    git(
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@example.com',
      'commit',
      '--quiet',
      '--all',
      '--message',
      'working tree',
    );
  }
});

describe('a clean clone in an empty home directory', () => {
  it('two first runs at once are both right, by a link and from another directory, and leave the checkout clean', async () => {
    const link = join(directory, 'a link');
    symlinkSync(join(clone, 'plimsoll'), link);
    const { version } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'));
    const [first, second] = await Promise.all([plimsoll(['version']), plimsoll(['version'], link, home)]);
    for (const { code, stdout } of [first, second])
      expect([code, stdout]).toEqual([0, expect.stringContaining(version)]);
    expect(git('status', '--porcelain')).toBe('');
  }, 180_000);

  it('the first command of the README answers with packages and vulnerabilities', async () => {
    const readme = readFileSync(join(clone, 'README.md'), 'utf8');
    const [, command = ''] = /^(?:\$ )?\.\/plimsoll (scan .*)$/m.exec(readme) ?? [];
    expect(command).not.toBe('');
    const { code, stdout, stderr } = await plimsoll(command.split(' '), undefined, clone);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/CVE-\d{4}-\d+/);
    expect(git('status', '--porcelain')).toBe('');
  });
});

it('an import of io into match fails with one line that names both files and the rule', () => {
  const files = programFiles();
  expect(breachesOf(files)).toEqual([]);
  const intruded = files.map((file) =>
    file.path === 'src/knowledge/match/match.ts'
      ? { ...file, text: `import { openKnowledge } from '../../io/store/knowledge-store.ts';\n${file.text}` }
      : file,
  );
  const breaches = breachesOf(intruded);
  expect(breaches).toHaveLength(1);
  expect(breaches[0]).toMatch(
    /^src\/knowledge\/match\/match\.ts imports src\/io\/store\/knowledge-store\.ts: knowledge\/match may import .* only$/,
  );
});
