import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { asideName, sweepAside } from './aside.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-aside-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('removes what processes that are gone were writing, and nothing else', () => {
  const module = new URL('./aside.ts', import.meta.url).href;
  const script = `const { asideName } = await import('${module}'); console.log(asideName());`;
  const dead = execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString().trim();
  const mine = asideName();
  const elsewhere = mine.replace(/^[0-9a-f]{8}/, '00000000');
  const longAgo = asideName();
  for (const name of [dead, mine, elsewhere, longAgo, 'current', 'x.tmp', `${mine}.txt`])
    writeFileSync(join(directory, name), '');
  const old = new Date(Date.now() - 3 * 24 * 3_600_000);
  utimesSync(join(directory, longAgo), old, old);
  sweepAside(directory);
  expect(readdirSync(directory).sort()).toEqual(['current', 'x.tmp', mine, elsewhere, `${mine}.txt`].sort());
  sweepAside(join(directory, 'nowhere'));
});
