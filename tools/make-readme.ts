/** Puts the output of the README's first command into the README, as it was on one day. Needs dist/. Run: node tools/make-readme.ts */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/source-files.ts';

const block = /^```text\n[\s\S]*?^```/m;
const path = join(root, 'README.md');
const program = join(root, 'dist/main.js');

export const isBuilt: boolean = existsSync(program);
export const readmeText = (): string => readFileSync(path, 'utf8');

/** The README with the output that the program gives now. */
export function makeReadme(): string {
  const cache = mkdtempSync(join(tmpdir(), 'plimsoll-readme-'));
  try {
    const output = execFileSync(process.execPath, [program, 'scan', 'oci-dir:examples/image'], {
      cwd: root,
      encoding: 'utf8',
      env: {
        PLIMSOLL_CACHE_DIR: cache,
        PLIMSOLL_WIDTH: '110',
        PLIMSOLL_PLATFORM: 'linux/amd64',
        SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, 21) / 1000),
      },
    });
    return readmeText().replace(block, () => `\`\`\`text\n${output.trimEnd()}\n\`\`\``);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

if (import.meta.main) writeFileSync(path, makeReadme());
