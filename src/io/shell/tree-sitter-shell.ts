import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Tree } from 'web-tree-sitter';
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

/**
 * Milliseconds that one text may take, and more for each 1,000 characters: what people write takes one. The grammar's tables make some texts
 * cost the square of their length, in memory too (`a|a|a|…`, `<<<<<<…`).
 */
const PATIENCE_MS = 100;
const LEAST_PATIENCE_MS = 5;

/** Opens the grammar of bash: 1.5 MB of WebAssembly, once for each process. */
export async function openShellParser(): Promise<ParseShell> {
  await Parser.init({ wasmBinary: readWasm('web-tree-sitter/web-tree-sitter.wasm') });
  const language = await Language.load(readWasm('tree-sitter-bash/tree-sitter-bash.wasm'));
  const drafts = new DraftReader(language);
  return (shell) => {
    const draft = shell.text.length > LONGEST ? undefined : drafts.read(shell.text);
    return draft === undefined ? unread(shell) : placeDraft(draft, shell);
  };
}

/** Parses texts, keeps the outcomes, and gives up on texts that take too long. */
class DraftReader {
  readonly #parser = new Parser();
  readonly #types: NodeTypes;
  readonly #drafts = new Map<string, ScriptDraft | undefined>();
  #keptCharacters = 0;
  /** Halved by each text that takes too long, so that a file of nothing else comes to an end. */
  #patienceMs = PATIENCE_MS;
  #isBroken = false;

  constructor(language: Language) {
    this.#parser.setLanguage(language);
    this.#types = typesOf(language);
  }

  /** Undefined for a text that is given up. */
  read(text: string): ScriptDraft | undefined {
    if (this.#drafts.has(text)) return this.#drafts.get(text);
    if (this.#drafts.size >= MOST_KEPT || this.#keptCharacters > MOST_KEPT_CHARACTERS) {
      this.#drafts.clear();
      this.#keptCharacters = 0;
    }
    const draft = this.#parse(text);
    this.#drafts.set(text, draft);
    this.#keptCharacters += text.length;
    return draft;
  }

  #parse(text: string): ScriptDraft | undefined {
    const tree = this.#treeOf(text);
    if (tree === null) return undefined;
    const cursor = tree.walk();
    try {
      return walk(cursor, text, this.#types);
    } finally {
      cursor.delete();
      tree.delete();
    }
  }

  #treeOf(text: string): Tree | null {
    // The grammar takes ever longer to get over bytes that are zero; no shell gets them.
    if (this.#isBroken || text.includes('\0')) return null;
    const end = performance.now() + this.#patienceMs + text.length / 1000;
    // To the grammar the bytes A0 and 85 are white space, though here they are parts of letters: it sees a sign that is neither.
    const plain = text.replace(/[\x80-\xff]/g, '\xd7');
    try {
      const tree = this.#parser.parse(plain, null, { progressCallback: () => performance.now() > end });
      this.#patienceMs = tree === null ? Math.max(LEAST_PATIENCE_MS, this.#patienceMs / 2) : PATIENCE_MS;
      if (tree === null) this.#parser.reset();
      return tree;
    } catch {
      // WebAssembly ran out of memory; what it holds cannot be trusted any more.
      this.#isBroken = true;
      return null;
    }
  }
}

function unread({ span }: ShellText): ShellScript {
  return { commands: [], errors: [span] };
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
