import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { decodeName } from '../../src/formats/bytes/entry-path.ts';
import { TarParser } from '../../src/formats/bytes/tar.ts';
import { oddTars } from '../kit/evasion-tars.ts';
import { scratch } from '../kit/run-cli.ts';

/** `kind name size link` of each entry, and the bytes of files; `error` when the rest could not be read. */
interface Listing {
  readonly entries: readonly string[];
  readonly error: boolean;
  /** What was said about single entries. */
  readonly odd: readonly string[];
}

const KINDS: Readonly<Record<string, string>> = {
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'directory',
  '6': 'fifo',
};

function lineOf(kind: string, name: string, size: number, link: string, content: string): string {
  const short = content.replaceAll(/([\s\S])\1{7,}/g, (run, one: string) => `${one}×${run.length}`);
  const isLink = kind === 'hardlink' || kind === 'symlink';
  return `${kind} ${JSON.stringify(name)}${kind === 'file' ? ` ${size} ${JSON.stringify(short)}` : ''}${isLink ? ` ${link}` : ''}`;
}

function ours(tar: Buffer): Listing {
  const found: { kind: string; name: string; size: number; link: string; content: string }[] = [];
  const odd: string[] = [];
  const parser = new TarParser({
    begin({ kind, name, sizeBytes, linkName }) {
      found.push({ kind, name, size: sizeBytes, link: linkName, content: '' });
      return kind === 'file' && sizeBytes < 1 << 16 ? 512 : 0;
    },
    peek: () => 1 << 16,
    content(bytes) {
      found.at(-1)!.content = Buffer.from(bytes).toString('latin1');
    },
    odd: (code) => odd.push(code),
  });
  let error = false;
  try {
    parser.push(tar);
    parser.end();
  } catch {
    error = true;
  }
  return { entries: found.map((e) => lineOf(e.kind, e.name, e.size, e.link, e.content)), error, odd };
}

interface GoArchive {
  readonly entries: readonly { name: string; type: string; size: number; link: string; content: string | null }[];
  readonly error: string;
}

function goListings(directory: string, tars: readonly Buffer[]): Listing[] {
  mkdirSync(directory);
  for (const [index, tar] of tars.entries())
    writeFileSync(join(directory, `${String(index).padStart(6, '0')}.tar`), tar);
  const out = execFileSync('go', ['run', join(import.meta.dirname, 'list_tar.go'), directory], { maxBuffer: 1 << 30 });
  const text = (base64: string) => decodeName(Buffer.from(base64, 'base64'));
  const lines = out.toString().trim().split('\n');
  return lines.map((line) => {
    const { entries, error } = JSON.parse(line) as GoArchive;
    const known = entries.filter(({ type }) => KINDS[type] !== undefined);
    return {
      entries: known.map(({ name, type, size, link, content }) =>
        lineOf(KINDS[type]!, text(name), size, text(link), Buffer.from(content ?? '', 'base64').toString('latin1')),
      ),
      error: error !== '',
      odd: entries.filter(({ type }) => KINDS[type] === undefined && type !== 'g').map(({ type }) => type),
    };
  });
}

/** Names alone: enough to see whether tar-stream reads on or gives up where others do. */
async function streamNames(tar: Buffer): Promise<{ readonly names: readonly string[]; readonly error: boolean }> {
  const names: string[] = [];
  return await new Promise((resolve) => {
    const unpack = extract();
    unpack.on('entry', ({ name }, stream, next) => {
      names.push(name);
      stream.on('end', next).resume();
    });
    unpack.on('finish', () => resolve({ names, error: false }));
    unpack.on('error', () => resolve({ names, error: true }));
    unpack.end(tar);
  });
}

function gnuNames(tar: Buffer): { readonly names: readonly string[]; readonly error: boolean } {
  const args = ['--list', '--absolute-names', '--quoting-style=literal', '--file=-'];
  const { stdout, stderr, status } = spawnSync('tar', args, { input: tar, env: { ...process.env, LC_ALL: 'C' } });
  return { names: stdout.toString('latin1').split('\n').slice(0, -1), error: status !== 0 || stderr.length > 0 };
}

const hasGo = spawnSync('go', ['version']).status === 0;
const hasTar = spawnSync('tar', ['--version']).stdout?.toString().includes('GNU') === true;
const directory = scratch();

describe.skipIf(!hasGo)(`odd tar archives${hasGo ? '' : ' (skipped: needs go)'}`, () => {
  it('are read as engines read them (archive/tar), or it is said', () => {
    const tars = fc.sample(oddTars, { numRuns: 6000, seed: 6 });
    const wrong = goListings(join(directory, 'go'), tars).flatMap((theirs, index) => {
      const { entries, error, odd } = ours(tars[index]!);
      // Where Go gives up nobody unpacks the layer: more may be shown then, but nothing less, and nothing else.
      const prefix = theirs.error ? entries.slice(0, theirs.entries.length) : entries;
      const isSame = JSON.stringify(prefix) === JSON.stringify(theirs.entries);
      const isSaid = error || odd.length > 0;
      return isSame || isSaid ? [] : [{ index, ours: entries, theirs }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(wrong.length).toBe(0);
  });

  it('are not refused when an engine takes them', () => {
    const tars = fc.sample(oddTars, { numRuns: 3000, seed: 66 });
    const wrong = goListings(join(directory, 'taken'), tars).flatMap((theirs, index) => {
      const mine = ours(tars[index]!);
      return mine.error && !theirs.error ? [{ index, mine, theirs }] : [];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});

describe.skipIf(!hasTar || !hasGo)(
  `odd tar archives, four readers${hasTar && hasGo ? '' : ' (skipped: needs GNU tar and go)'}`,
  () => {
    it('where Go, GNU tar and tar-stream agree, so do we', async () => {
      const tars = fc.sample(oddTars, { numRuns: 500, seed: 5 });
      const go = goListings(join(directory, 'four'), tars);
      let agreed = 0;
      for (const [index, tar] of tars.entries()) {
        const theirs = go[index]!;
        if (theirs.error || theirs.odd.length > 0) continue;
        const [gnu, stream] = [gnuNames(tar), await streamNames(tar)];
        if (gnu.error || stream.error || gnu.names.length !== theirs.entries.length) continue;
        if (stream.names.length !== theirs.entries.length) continue;
        agreed++;
        const { entries, error } = ours(tar);
        expect({ index, entries, error }).toEqual({ index, entries: theirs.entries, error: false });
      }
      expect(agreed).toBeGreaterThan(40);
    });
  },
);
