import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import type { ShellText } from '../../model/dockerfile.ts';
import type { ShellScript } from '../../model/shell.ts';
import type { ParseShell } from '../../ports/shell-parser.ts';
import type { ScriptDraft } from './draft.ts';
import { kindOf } from './node-kinds.ts';
import { placeDraft } from './place-draft.ts';
import { type NodeTypes, walk } from './walk.ts';

/** Longer texts are not parsed: one error over all of it. */
const LONGEST = 1 << 20;
/** Texts whose outcome is kept, and how many characters they may have together. */
const MOST_KEPT = 2000;
const MOST_KEPT_CHARACTERS = 8 << 20;

/** Opens the grammar of bash: 1.5 MB of WebAssembly, once for each process. */
export async function openShellParser(): Promise<ParseShell> {
  await Parser.init({ wasmBinary: readWasm('web-tree-sitter/web-tree-sitter.wasm') });
  const language = await Language.load(readWasm('tree-sitter-bash/tree-sitter-bash.wasm'));
  const parser = new Parser();
  parser.setLanguage(language);
  const types = typesOf(language);
  const drafts = new Map<string, ScriptDraft>();
  let kept = 0;
  return (shell) => {
    const known = drafts.get(shell.text);
    if (known !== undefined) return placeDraft(known, shell);
    if (shell.text.length > LONGEST) return unread(shell);
    const draft = readDraft(parser, types, shell.text);
    if (draft === undefined) return unread(shell);
    if (drafts.size >= MOST_KEPT || kept > MOST_KEPT_CHARACTERS) {
      drafts.clear();
      kept = 0;
    }
    drafts.set(shell.text, draft);
    kept += shell.text.length;
    return placeDraft(draft, shell);
  };
}

function unread({ span }: ShellText): ShellScript {
  return { commands: [], errors: [span] };
}

function readDraft(parser: Parser, types: NodeTypes, text: string): ScriptDraft | undefined {
  // To the grammar the bytes A0 and 85 are white space, though here they are parts of letters: it sees a sign that is neither.
  const tree = parser.parse(text.replace(/[\x80-\xff]/g, '\xd7'));
  if (tree === null) return undefined;
  const cursor = tree.walk();
  try {
    return walk(cursor, text, types);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

function typesOf(language: Language): NodeTypes {
  const names = Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeForId(id) ?? '');
  return { kinds: names.map(kindOf), names };
}

/** The file beside the program, or in the package that it comes from. */
function readWasm(path: string): Uint8Array {
  const beside = fileURLToPath(new URL(path.slice(path.indexOf('/') + 1), import.meta.url));
  return readFileSync(existsSync(beside) ? beside : createRequire(import.meta.url).resolve(path));
}
