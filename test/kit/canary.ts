import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A directory that nobody has any business in, and what proves that nobody was there. */
export interface Canary {
  readonly directory: string;
  /** Stands in each of its files. */
  readonly secret: string;
  /** Names, sizes, times and hashes of all that is there now. */
  state(): string;
}

/** Makes a canary that looks like the root of a system: what a reader would be glad to find. */
export function canaryTree(directory: string): Canary {
  const secret = `canary${randomBytes(12).toString('hex')}`;
  const files: Readonly<Record<string, string>> = {
    'etc/os-release': `ID=debian\nVERSION_ID="12"\nPRETTY_NAME="${secret}"\n`,
    'etc/passwd': `${secret}:x:0:0::/:/bin/sh\n`,
    'var/lib/dpkg/status': `Package: ${secret}\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n`,
    'node_modules/x/package.json': `{"name":"${secret}","version":"1.0.0"}`,
    'layer.tar': secret.padEnd(1024, '\0'),
    'config.json': `{"secret":"${secret}"}`,
    'all.json': `{"id":"${secret}","modified":"2026-01-01T00:00:00Z","affected":[]}`,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return { directory, secret, state: () => stateOf(directory) };
}

function stateOf(directory: string): string {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(directory, name);
      const { mode, size, mtimeMs, nlink } = lstatSync(path);
      const hash = lstatSync(path).isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
      return [name, mode, size, mtimeMs, nlink, hash].join(' ');
    })
    .join('\n');
}
