import { readFileSync } from 'node:fs';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import { PlimsollError } from '../../../model/error.ts';

const LARGEST = 1 << 20;

/** Anchors that stand for lists of anchors: a small file that means gigabytes. */
const MOST_ALIASES = 100;

/** A value of a YAML file, and where it stands. */
export interface YamlEntry {
  readonly key: string;
  readonly value: unknown;
  readonly line: number;
}

/** A YAML file of settings, with its places. */
export class YamlFile {
  readonly path: string;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /** `config/unreadable`, `config/not-yaml`. */
  constructor(path: string) {
    this.path = path;
    this.#document = parse(path, this.#lines);
  }

  /** What stands at the top: none for an empty file. `config/not-yaml` when it is no mapping. */
  top(): readonly YamlEntry[] {
    const { contents } = this.#document;
    if (contents === null) return [];
    const entries = this.entriesOf(contents);
    if (entries !== undefined) return entries;
    throw new PlimsollError('config/not-yaml', `${this.path} is no list of settings`, {
      help: ['write one setting per line, as in only-severity: [critical, high]'],
    });
  }

  /** The entries of a mapping; none of an empty value; undefined of anything else. */
  entriesOf(value: unknown): readonly YamlEntry[] | undefined {
    if (isEmpty(value)) return [];
    if (!isMap(value)) return undefined;
    return value.items.map((pair) => ({
      key: isScalar(pair.key) ? String(pair.key.value) : '',
      value: pair.value,
      line: this.#lineOf(pair),
    }));
  }

  /** The items of a list; none of an empty value; undefined of anything else. */
  itemsOf(value: unknown): readonly unknown[] | undefined {
    if (isEmpty(value)) return [];
    return isSeq(value) ? value.items : undefined;
  }

  /** A plain value, or a list of them, as texts; none for an empty one; undefined when it is no plain value. */
  textsOf(value: unknown): string[] | undefined {
    if (isEmpty(value)) return [];
    if (isScalar(value)) {
      const plain = value.value;
      const isPlain = typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean';
      // What the text says: 1.10 is not 1.1.
      return isPlain ? [typeof plain === 'string' ? plain : (value.source ?? String(plain))] : undefined;
    }
    if (!isSeq(value)) return undefined;
    const texts = value.items.map((item) => this.textsOf(item));
    return texts.every((text) => text?.length === 1) ? texts.flatMap((text) => text ?? []) : undefined;
  }

  /** A value as JSON has it. */
  plainOf(value: unknown): unknown {
    if (!isScalar(value) && !isSeq(value) && !isMap(value)) return value ?? null;
    try {
      return value.toJS(this.#document, { maxAliasCount: MOST_ALIASES });
    } catch (cause) {
      throw new PlimsollError('config/not-yaml', `${this.path} has too many aliases`, { cause });
    }
  }

  /** Line of a value; of the text itself when that begins in a later line, as with `|`. */
  lineOf(value: unknown): number {
    if ((!isScalar(value) && !isSeq(value) && !isMap(value)) || !value.range) return 1;
    const { line } = this.#lines.linePos(value.range[0]);
    return isScalar(value) && /^BLOCK/.test(value.type ?? '') ? line + 1 : line;
  }

  #lineOf(pair: Pair): number {
    const range = isScalar(pair.key) ? pair.key.range : undefined;
    return range ? this.#lines.linePos(range[0]).line : 1;
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (isScalar(value) && value.value === null);
}

function parse(path: string, lineCounter: LineCounter): Document {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PlimsollError('config/unreadable', `${path} cannot be read`, { cause });
  }
  if (text.length > LARGEST) throw new PlimsollError('config/unreadable', `${path} is larger than 1 MiB`);
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error === undefined) return document;
  const { line, col } = lineCounter.linePos(error.pos[0]);
  throw new PlimsollError('config/not-yaml', `${path} is no valid YAML: line ${line}, column ${col}`, {
    cause: error,
    help: [error.message.split('\n')[0]!],
  });
}
