import fc from 'fast-check';
import { directory, type Entry, hardlink, symlink, text } from './tar.ts';

/** The entries of one layer in their order; a name may occur twice. */
export type RandomLayer = readonly (readonly [name: string, entry: Entry])[];

/** `tidy`: what image builders write. `wild`: what a stranger could write too: names twice, parents last, odd markers. */
export type Temper = 'tidy' | 'wild';

/** Few names, so that layers meet: case twins among them, and what usr-merge makes links of. */
const NAMES = ['a', 'b', 'B', 'lib', 'x'];
const LINKS = ['a', 'b/a', '/lib', '../x', 'lib/x', '/a/../b', './b', 'nowhere', '.', '../../a'];
const ODD_MARKERS = ['.wh.', '.wh..', '.wh...', '.wh..wh.plnk', '.wh..wh.aufs', '.wh..wh..opq', '.wh.a/', '.wh.b/a'];

type Act = 'file' | 'directory' | 'symlink' | 'hardlink' | 'fifo' | 'whiteout' | 'opaque' | 'odd';

interface Draft {
  readonly act: Act;
  readonly path: readonly string[];
  readonly pick: number;
  readonly prefix: string;
  /** Whether the directories above it are named before it. */
  readonly parents: boolean;
}

const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 });

function draft(temper: Temper): fc.Arbitrary<Draft> {
  const weights: [Act, number][] = [
    ['file', 8],
    ['directory', 4],
    ['symlink', 3],
    ['hardlink', 2],
    ['whiteout', 3],
    ['opaque', 1],
    ['fifo', 1],
    ['odd', temper === 'wild' ? 1 : 0],
  ];
  return fc.record({
    act: fc.oneof(...weights.map(([act, weight]) => ({ weight, arbitrary: fc.constant(act) }))),
    path,
    pick: fc.nat(1000),
    parents: fc.nat(9).map((roll) => roll < 8),
    prefix: temper === 'wild' ? fc.constantFrom('', '', './', '/', '../', 'a/../', 'b//') : fc.constantFrom('', './'),
  });
}

/** The layers of an image, bottom up. Every file's text is its own, so that it tells which entry it came from. */
export function randomLayers(temper: Temper): fc.Arbitrary<readonly RandomLayer[]> {
  const layer = fc.array(draft(temper), { minLength: 1, maxLength: temper === 'wild' ? 8 : 12 });
  return fc.array(layer, { minLength: 2, maxLength: 4 }).map((drawn) => {
    const layers = drawn.map((drafts) =>
      (temper === 'wild' ? drafts : tidied(drafts)).toSorted((a, b) => rankOf(a) - rankOf(b)),
    );
    return layers.map((drafts, index) => drafts.flatMap(entriesOf(index, filesOf(layers, index))));
  });
}

/** A name once in a layer, nothing below what is no directory, markers in front: as a tool writes that compares two trees. */
function tidied(drafts: readonly Draft[]): readonly Draft[] {
  const kept = new Map<string, Draft>();
  const isBelow = (path: string, other: string, { act }: Draft) =>
    path.startsWith(`${other}/`) && act !== 'directory' && act !== 'opaque';
  for (const one of drafts) {
    const path = one.path.join('/');
    const meets = [...kept].some(([other, draft]) => isBelow(path, other, draft) || isBelow(other, path, one));
    if (!kept.has(path) && !meets) kept.set(path, one);
  }
  return [...kept.values()].sort((a, b) => Number(isMarker(b)) - Number(isMarker(a)));
}

function isMarker({ act }: Draft): boolean {
  return act === 'whiteout' || act === 'opaque';
}

/** A hard link comes after what it names, and nothing takes that away later in the same layer: then two answers would be right. */
function rankOf({ act }: Draft): number {
  return act === 'hardlink' ? 1 : 0;
}

/** Files that a layer's hard links may name: of lower layers and its own. */
function filesOf(layers: readonly (readonly Draft[])[], layer: number): readonly string[] {
  const drafts = layers.slice(0, layer + 1).flat();
  return drafts.filter(({ act }) => act === 'file').map((draft) => draft.path.join('/'));
}

const entriesOf =
  (layer: number, files: readonly string[]) =>
  (draft: Draft, index: number): readonly (readonly [string, Entry])[] => {
    const parents = draft.parents ? draft.path.slice(0, -1) : [];
    return [
      ...parents.map((_, end) => [`${draft.prefix}${parents.slice(0, end + 1).join('/')}/`, directory()] as const),
      entryOf(layer, index, draft, files),
    ];
  };

function entryOf(layer: number, index: number, draft: Draft, files: readonly string[]): readonly [string, Entry] {
  const { act, path: parts, pick, prefix } = draft;
  const name = prefix + parts.join('/');
  const slash = name.lastIndexOf('/') + 1;
  switch (act) {
    case 'file':
      return [name, text(`${layer}.${index}${'.'.repeat(pick % 7)}`)];
    case 'directory':
      return [`${name}/`, directory()];
    case 'symlink':
      return [name, symlink(LINKS[pick % LINKS.length]!)];
    case 'hardlink':
      return [name, hardlink(files[pick % files.length] ?? 'a')];
    case 'fifo':
      return [name, { type: 'fifo' }];
    case 'whiteout':
      return [`${name.slice(0, slash)}.wh.${name.slice(slash)}`, text('')];
    case 'opaque':
      return [`${name}/.wh..wh..opq`, text('')];
    case 'odd':
      return [`${name.slice(0, slash)}${ODD_MARKERS[pick % ODD_MARKERS.length]}`, text('odd')];
  }
}

/** One line for each entry, for the message of a test that fails. */
export function describeLayers(layers: readonly RandomLayer[]): string {
  const line = ([name, { type, target, content }]: RandomLayer[number]) =>
    `${type} ${name}${target === undefined ? '' : ` -> ${target}`}${content?.length ? ` = ${Buffer.from(content)}` : ''}`;
  return layers.map((layer, index) => `layer ${index}:\n  ${layer.map(line).join('\n  ')}`).join('\n');
}
