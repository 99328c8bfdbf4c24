import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRegistry, type TestRegistry } from '../kit/registry.ts';
import { runCli, scratch } from '../kit/run-cli.ts';

const root = scratch();
let registry: TestRegistry;
let digest: string;

beforeAll(async () => {
  registry = await startRegistry();
  digest = registry.image('team/base', '1', []);
});
afterAll(() => registry.close());

function dockerfile(name: string, text: string): string {
  mkdirSync(join(root, name));
  writeFileSync(join(root, name, 'Dockerfile'), text);
  return join(root, name);
}

const fix = (cwd: string, ...args: string[]) =>
  runCli(['lint', '--resolve', '--fix=base-digest-missing', '--unsafe-fixes', '--no-fail', ...args], { cwd });

it('pins each base by the digest that its tag means now, and nothing else', async () => {
  const base = `${registry.host}/team/base:1`;
  const text = `ARG V=1\nFROM ${base} AS a # no comment\nFROM ${registry.host}/team/base:$V\nCOPY --from=${base} /x /x\n`;
  const directory = dockerfile('pinned', text);
  const { code, stderr } = await fix(directory);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
  const pinned = text.replaceAll(`${base} `, `${base}@${digest} `);
  expect(readFileSync(join(directory, 'Dockerfile'), 'utf8')).toBe(pinned);
});

it('says which it could not ask for, and mends the others', async () => {
  const text = `FROM ${registry.host}/team/nothing:1 AS b\nFROM ${registry.host}/team/base:1\n`;
  const directory = dockerfile('missing', text);
  const { stderr } = await fix(directory);
  expect(stderr).toContain('team/nothing:1 could not be asked for');
  expect(readFileSync(join(directory, 'Dockerfile'), 'utf8')).toBe(text.replace('base:1', `base:1@${digest}`));
});

it('asks nobody without --resolve', async () => {
  const before = registry.requests.length;
  const directory = dockerfile('silent', `FROM ${registry.host}/team/base:1\n`);
  await runCli(['lint'], { cwd: directory });
  expect(registry.requests).toHaveLength(before);
});
