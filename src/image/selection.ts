import type { FileSelector, Magic, Reader } from '../model/reader.ts';
import { matchGlob } from '../util/glob.ts';

/** One reader's wish for one file. */
export interface Wish {
  readonly reader: number;
  readonly selector: FileSelector;
}

/** All readers' selectors, compiled so that a path is looked up, not tried against each. */
export interface Selection {
  readonly readers: readonly Reader<unknown>[];
  /** Wishes that the path alone decides. */
  byPath(path: string): readonly Wish[];
  /** Wishes for first bytes of this kind. */
  byMagic(magic: Magic): readonly Wish[];
  /** Wishes for text files; asked only for files that look like text. */
  readonly text: readonly Wish[];
  /** Names that are somebody's companions: their bytes are kept beside the file they belong to. */
  readonly companions: ReadonlySet<string>;
  readonly wantsMagic: boolean;
}

const NONE: readonly Wish[] = [];

/** Compiles the selectors. A reader that wishes for a file twice gets it once, with the larger cap. */
export function compileSelection(readers: readonly Reader<unknown>[]): Selection {
  const paths = new Map<string, Wish[]>();
  const basenames = new Map<string, Wish[]>();
  const suffixes = new Map<string, Wish[]>();
  const parents = new Map<string, Wish[]>();
  const globs: Wish[] = [];
  const unders: Wish[] = [];
  const text: Wish[] = [];
  const magics = new Map<Magic, Wish[]>();
  const companions = new Set<string>();
  readers.forEach((reader, index) => {
    for (const selector of reader.selects) {
      const wish: Wish = { reader: index, selector };
      for (const name of selector.companions ?? []) companions.add(name);
      if ('path' in selector) push(paths, selector.path, wish);
      else if ('basename' in selector) push(basenames, selector.basename, wish);
      else if ('suffix' in selector && !('parent' in selector) && !('under' in selector))
        push(suffixes, selector.suffix, wish);
      else if ('parent' in selector) push(parents, selector.parent, wish);
      else if ('under' in selector) unders.push(wish);
      else if ('basenameGlob' in selector) globs.push(wish);
      else if ('magic' in selector) push(magics, selector.magic, wish);
      else text.push(wish);
    }
  });
  // `.jar` is found by the name's last dot; only a suffix of another form costs a try for each length.
  const isExtension = (suffix: string) => /^\.[^.]+$/.test(suffix);
  const oddLengths = [
    ...new Set([...suffixes.keys()].filter((suffix) => !isExtension(suffix)).map((suffix) => suffix.length)),
  ];

  function byPath(path: string): readonly Wish[] {
    const slash = path.lastIndexOf('/');
    const name = slash < 0 ? path : path.slice(slash + 1);
    let found: Wish[] | undefined;
    const add = (wishes: readonly Wish[] | undefined) => {
      if (wishes !== undefined) found = found === undefined ? [...wishes] : [...found, ...wishes];
    };
    add(paths.get(path));
    add(basenames.get(name));
    const dot = name.lastIndexOf('.');
    if (dot >= 0 && suffixes.size > 0) add(suffixes.get(name.slice(dot)));
    for (const length of oddLengths) if (name.length >= length) add(suffixes.get(name.slice(-length)));
    if (parents.size > 0) {
      const there = parents.get(slash < 0 ? '' : path.slice(0, slash));
      add(there?.filter(({ selector }) => endsAsWished(selector, name)));
    }
    for (const wish of unders) {
      const selector = wish.selector as { readonly under: string; readonly suffix?: string };
      if (isUnder(selector.under, path) && endsAsWished(wish.selector, name)) add([wish]);
    }
    for (const wish of globs) {
      if (matchGlob((wish.selector as { readonly basenameGlob: string }).basenameGlob, name)) add([wish]);
    }
    return found === undefined ? NONE : oncePerReader(found);
  }

  return {
    readers,
    byPath,
    byMagic: (magic) => magics.get(magic) ?? NONE,
    text,
    companions,
    wantsMagic: magics.size > 0 || text.length > 0,
  };
}

function push<K>(map: Map<K, Wish[]>, key: K, wish: Wish): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [wish]);
  else list.push(wish);
}

function isUnder(directory: string, path: string): boolean {
  return directory === '' || (path.startsWith(directory) && path.charCodeAt(directory.length) === 0x2f);
}

function endsAsWished(selector: FileSelector, name: string): boolean {
  return !('suffix' in selector) || selector.suffix === undefined || name.endsWith(selector.suffix);
}

/** Keeps one wish per reader: that with the largest cap. */
export function oncePerReader(wishes: readonly Wish[]): readonly Wish[] {
  if (wishes.length < 2) return wishes;
  const best = new Map<number, Wish>();
  for (const wish of wishes) {
    const other = best.get(wish.reader);
    if (other === undefined || wish.selector.maxBytes > other.selector.maxBytes) best.set(wish.reader, wish);
  }
  return [...best.values()];
}
