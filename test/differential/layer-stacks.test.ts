import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileTable } from '../../src/image/file-table.ts';
import { ImageTree } from '../../src/image/image-tree.ts';
import type { FileEntry } from '../../src/model/file-tree.ts';
import type { Cataloger } from '../../src/model/reader.ts';
import { image } from '../kit/image.ts';
import { describeLayers, type RandomLayer, randomLayers, type Temper } from '../kit/random-layers.ts';
import { scratch } from '../kit/run-cli.ts';
import { inventoryOf, memory } from '../kit/scan-built.ts';
import { tarOf } from '../kit/tar.ts';

/** What an image shows: path → kind and, of a file its text, of a link its target. */
type Shown = Readonly<Record<string, readonly [kind: string, what: string]>>;

/** What a directory is that no layer names. */
const IMPLIED = 'implied';
const ORACLE = join(import.meta.dirname, 'unpack.py');
/** Unpacking for real needs chroot: root, or a user namespace of one's own. */
const wrappers = [[], ['unshare', '--user', '--map-root-user']];
const wrapper = wrappers.find(([command = 'python3', ...args]) => {
  const probe = ['-c', 'import os; os.chroot("/")'];
  return spawnSync(command, command === 'python3' ? probe : [...args, 'python3', ...probe]).status === 0;
});
const missing = wrapper === undefined ? ' (skipped: needs python3 that may chroot)' : '';

/** Tells every file's bytes. A hard link's are those of the file that it names. */
const everything: Cataloger<string> = {
  id: 'everything',
  version: 1,
  selects: [{ under: '', maxBytes: 1 << 10 }],
  read: ({ bytes }) => Buffer.from(bytes).toString(),
  *packages(facts) {
    for (const { path, layer, fact } of facts) {
      const locations = [{ layer, path }];
      yield {
        type: 'cargo',
        name: path,
        version: fact,
        vendor: 'unknown',
        relation: 'unknown',
        licenses: [],
        locations,
      };
    }
  },
};

/** What our fold of the layers shows, of the paths that either side knows. */
async function foldOf(layers: readonly RandomLayer[], others: readonly string[]): Promise<Shown> {
  const builder = layers.reduce((built, layer) => built.layer({}, { tar: tarOf(layer), packing: 'none' }), image());
  const store = memory([everything]);
  const { packages } = await inventoryOf(builder, store, {
    readers: [everything],
    catalogers: [everything],
    osRelease: { ...everything, id: 'os-release', selects: [], read: () => undefined },
  });
  const texts = new Map(packages.map(({ name, version }) => [name, version]));
  const tables = builder.build().layers.map(({ diffId }) => new FileTable(store.layers.get(diffId)!.table));
  const states = ImageTree.statesOf(tables);
  const tree = states.at(-1)!;
  const shown: Record<string, [string, string]> = {};
  const paths = new Set([...others, ...tables.flatMap((table) => [...table.paths()])].flatMap(withParents));
  for (const path of paths) {
    const entry = tree.lookup(path);
    if (entry === undefined) {
      if (tree.resolve(path) === path && path !== '') shown[path] = ['directory', IMPLIED];
      continue;
    }
    // A hard link is what it names was when its layer was unpacked: a file, or a symlink itself.
    let named: FileEntry | undefined = entry;
    for (let hops = 0; named?.kind === 'hardlink' && hops < 10; hops++) {
      named = states[named.layer]!.lookup(named.linkTarget ?? '');
    }
    const what = named?.kind === 'file' ? (texts.get(entry.path) ?? '?') : (named?.linkTarget ?? '');
    shown[entry.path] = [named?.kind ?? 'hardlink', what];
  }
  return shown;
}

function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

type Judged = { readonly visible: Shown } | { readonly refused: string };

function unpack(directory: string, stacks: readonly (readonly RandomLayer[])[]): Judged[] {
  for (const [number, layers] of stacks.entries()) {
    const place = join(directory, `image-${String(number).padStart(6, '0')}`);
    mkdirSync(place, { recursive: true });
    for (const [index, layer] of layers.entries()) writeFileSync(join(place, `${index}.tar`), tarOf(layer));
  }
  const [command = 'python3', ...args] = [...wrapper!, 'python3', ORACLE, directory];
  const answers = execFileSync(command, args, { maxBuffer: 64 << 20 });
  return Object.values(JSON.parse(answers.toString()) as Record<string, Judged>);
}

/**
 * Whether both say the same of a path. A directory that nothing names and whose entries the same wild layer took away again may still
 * show: a table knows it by its hash alone.
 */
function agree(temper: Temper, ours: Shown[string] | undefined, theirs: Shown[string] | undefined): boolean {
  if (theirs === undefined) return ours === undefined || (temper === 'wild' && ours[1] === IMPLIED);
  return ours?.[0] === theirs[0] && (ours[1] === theirs[1] || ours[1] === IMPLIED);
}

const directory = scratch();

describe.skipIf(missing !== '')(`the fold shows what unpacking the layers for real leaves${missing}`, () => {
  it.each<[Temper, number, number]>([
    ['tidy', 700, 1],
    ['wild', 700, 2],
  ])('%s layers, %i images', async (temper, numRuns, seed) => {
    const stacks = fc.sample(randomLayers(temper), { numRuns, seed });
    const answers = unpack(join(directory, temper), stacks);
    const wrong: string[] = [];
    let judged = 0;
    for (const [number, layers] of stacks.entries()) {
      const answer = answers[number]!;
      const ours = await foldOf(layers, 'visible' in answer ? Object.keys(answer.visible) : []);
      if ('refused' in answer) continue;
      judged++;
      const theirs = answer.visible;
      const paths = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
      const lines = paths.filter((path) => !agree(temper, ours[path], theirs[path]));
      if (lines.length === 0) continue;
      wrong.push(
        [describeLayers(layers), ...lines.map((path) => `${path}: ${ours[path]} for ${theirs[path]}`)].join('\n'),
      );
    }
    wrong.sort((a, b) => a.length - b.length);
    expect(`${wrong.length} wrong\n${wrong.slice(0, 3).join('\n\n')}`).toBe('0 wrong\n');
    expect(judged).toBeGreaterThan(200);
  });
});
