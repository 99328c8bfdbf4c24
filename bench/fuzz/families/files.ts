import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { loadConfig } from '../../../src/app/config/load-config.ts';
import { zip } from '../../../src/formats/bytes/testdata/zips.ts';
import { findCredentials } from '../../../src/io/registry/credentials.ts';
import { readSnapshot } from '../../../src/io/store/snapshot-file.ts';
import { zipMembers } from '../../../src/io/zip-file.ts';
import type { Family } from '../family.ts';
import { zipMutators } from '../mutators/zip.ts';
import { json, texts } from '../seeds.ts';

/** Readers that open a file themselves: each input is written to one that is deleted with the process. */

let folder: string | undefined;

function fileOf(name: string, bytes: Uint8Array): string {
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-fuzz-'));
    const made = folder;
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  }
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const config: Family = {
  id: 'plimsoll-yaml',
  // The reader of YAML takes a second for a megabyte; the file is the user's own.
  maxBytes: 4096,
  nature: 'text',
  refuses: true,
  seeds: () =>
    texts(
      'only-severity: [critical, high]\nformat: json=out.json\nquiet: true\n',
      'platform: linux/amd64\n# x\ncache-dir: &a /tmp/x\noutput: *a\n',
    ),
  async run(bytes) {
    const directory = dirname(fileOf('plimsoll.yaml', bytes));
    const stream = { isTerminal: false };
    const config = await loadConfig(['format', 'onlySeverity', 'platform'], new Map(), {
      environment: {},
      directory,
      temporaryDirectory: directory,
      cores: 2,
      architecture: 'x64',
      now: new Date(0),
      stdout: stream,
      stderr: stream,
      async *stdin() {},
    });
    return JSON.stringify(config);
  },
};

const snapshot: Family = {
  id: 'knowledge-snapshot',
  nature: 'text',
  refuses: true,
  seeds: () =>
    texts(
      `${JSON.stringify({ format: 'plimsoll-knowledge', version: 1, asOf: '2024-01-01', feeds: [], sources: [] })}\n${JSON.stringify({ kind: 'lifecycle', feed: 'eol', id: 'debian 12', product: 'debian', cycle: '12' })}\n`,
    ),
  run(bytes) {
    const { header, records } = readSnapshot(fileOf('snapshot.zst', zstdCompressSync(bytes)));
    return { header, records: [...records()] };
  },
};

const members: Family = {
  id: 'zip-on-disk',
  nature: 'binary',
  refuses: true,
  seeds: () => [
    zip([
      { name: 'a.json', bytes: '{"id":"A-1"}' },
      { name: 'b.json', bytes: '{}', stored: true },
    ]),
    zip([{ name: 'a.json', bytes: '{}' }], { zip64: true }),
  ],
  mutators: zipMutators,
  run: (bytes) =>
    [...zipMembers(fileOf('all.zip', bytes), 1 << 20)].map(({ name, bytes: { length } }) => [name, length]),
};

const credentials: Family = {
  id: 'credentials',
  nature: 'text',
  seeds: () => [
    json({ auths: { 'https://index.docker.io/v1/': { auth: 'dTpw' }, 'x.example/a': { identitytoken: 't' } } }),
  ],
  run: (bytes) =>
    findCredentials('x.example', 'a/b', { registryAuthFile: fileOf('auth.json', bytes) }, new AbortController().signal),
};

export const families = [config, snapshot, members, credentials];
