import { looksLikeText, magicOf } from '../../src/image/magic.ts';
import { compileSelection, oncePerReader } from '../../src/image/selection.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Distro } from '../../src/model/distro.ts';
import type { FileTree } from '../../src/model/file-tree.ts';
import type { CatalogedPackage } from '../../src/model/package.ts';
import type { Cataloger, Located, OwnedFiles, Reader } from '../../src/model/reader.ts';

/** Path → content. Strings are UTF-8. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Cataloged<F> {
  readonly facts: readonly Located<F>[];
  readonly packages: readonly CatalogedPackage[];
  readonly owned: readonly OwnedFiles[];
  readonly diagnostics: readonly Diagnostic[];
  /** Paths that the reader asked for. */
  readonly read: readonly string[];
}

/** Runs one reader over files as the layer pass would: selection, caps, companions. */
export function readFiles<F>(reader: Reader<F>, files: Files): Pick<Cataloged<F>, 'facts' | 'diagnostics' | 'read'> {
  const selection = compileSelection([reader]);
  const diagnostics: Diagnostic[] = [];
  const facts: Located<F>[] = [];
  const read: string[] = [];
  for (const path of Object.keys(files).sort()) {
    const bytes = toBytes(files[path]!);
    const magic = magicOf(bytes);
    const wishes = oncePerReader([
      ...selection.byPath(path),
      ...(magic === undefined ? [] : selection.byMagic(magic)),
      ...(looksLikeText(bytes) ? selection.text : []),
    ]);
    for (const { selector } of wishes) {
      const directory = path.slice(0, path.lastIndexOf('/') + 1);
      const companions = new Map<string, Uint8Array>();
      for (const name of selector.companions ?? []) {
        const companion = files[directory + name];
        if (companion !== undefined) companions.set(name, toBytes(companion));
      }
      read.push(path);
      const fact = reader.read(
        {
          path,
          mode: 0o644,
          sizeBytes: bytes.length,
          bytes: bytes.subarray(0, selector.maxBytes),
          truncated: bytes.length > selector.maxBytes,
          companions,
        },
        (diagnostic) => diagnostics.push({ path, ...diagnostic }),
      );
      if (fact !== undefined) facts.push({ layer: 0, path, fact: JSON.parse(JSON.stringify(fact)) as F });
    }
  }
  return { facts, diagnostics, read };
}

/** Runs one cataloger over the files of a one-layer image. */
export function catalogFiles<F>(cataloger: Cataloger<F>, files: Files, distro?: Distro): Cataloged<F> {
  const { facts, diagnostics, read } = readFiles(cataloger, files);
  const notes: Diagnostic[] = [...diagnostics];
  const state = { layer: 0, tree: plainTree(files), ...(distro && { distro }) };
  const packages = [...cataloger.packages(facts, state, (diagnostic) => notes.push(diagnostic))];
  const owned = [...(cataloger.owned?.(facts, state) ?? [])];
  return { facts, packages, owned, diagnostics: notes, read };
}

/** A tree of plain files without links. */
export function plainTree(files: Files): FileTree {
  return {
    lookup: (path) =>
      files[path] === undefined
        ? undefined
        : { path, kind: 'file', mode: 0o644, uid: 0, gid: 0, sizeBytes: toBytes(files[path]).length, layer: 0 },
    resolve: (path) => (files[path] === undefined ? undefined : path),
    resolveParent: (path) => path,
  };
}

export function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
