import { rarely } from './bytes.ts';
import type { Mutator } from './mutator.ts';

/** Mutators for texts: words, numbers, lines, brackets. All work on latin1, so that no byte is lost. */

/** Names that every object has, blanks that are none, numbers beyond every type, bytes that are no UTF-8, paths that climb. */
const WORDS = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'null',
  'true',
  '{}',
  '[]',
  '""',
  '-1',
  '0',
  '1e309',
  '9007199254740993',
  '18446744073709551616',
  '99999999999999999999999999999999',
  '\xff\xfe',
  '\xef\xbb\xbf',
  '\xc2\x85',
  '\xed\xa0\x80',
  '\\ud800',
  '\\u0000',
  '\0',
  '\r',
  '\r\n',
  '\t',
  '../../etc/passwd',
  '/',
  ':',
  '=',
  '"',
  "'",
  '$',
  '{',
  '%s',
  '\x1b[2J',
];

const asText = (bytes: Buffer): string => bytes.toString('latin1');
const asBytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** One word becomes another of this or another seed, or an odd one. */
const swapWord: Mutator = (bytes, random, seeds) => {
  const text = asText(bytes);
  const words = [...text.matchAll(/[\w.+~@-]+/g)];
  if (words.length === 0) return bytes;
  const { index, 0: old } = random.pick(words);
  const others =
    random.below(2) === 0 ? WORDS : (asText(Buffer.from(random.pick(seeds))).match(/[\w.+~@-]+/g) ?? WORDS);
  return asBytes(text.slice(0, index) + random.pick(others) + text.slice(index + old.length));
};

const insertWord: Mutator = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), asBytes(random.pick(WORDS)), bytes.subarray(at)]);
};

const repeatLine: Mutator = (bytes, random) => {
  const lines = asText(bytes).split('\n');
  const at = random.below(lines.length);
  const times = Math.min(rarely(random, [1, 3, 20], [500, 5000]), Math.floor((256 << 10) / (lines[at]!.length + 1)));
  lines.splice(at, 0, ...Array.from({ length: times }, () => lines[at]!));
  return asBytes(lines.join('\n'));
};

const moveLine: Mutator = (bytes, random) => {
  const lines = asText(bytes).split('\n');
  const [line = ''] = lines.splice(random.below(lines.length), 1);
  if (random.below(3) > 0) lines.splice(random.below(lines.length + 1), 0, line);
  return asBytes(lines.join('\n'));
};

/** One character many times: what a careless regular expression chokes on. */
const pump: Mutator = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const unit = bytes.subarray(at, at + 1 + random.below(3)).toString('latin1') || 'a';
  const pumped = random.pick([unit, ' ', '\n ', '-', '.', '0', 'a', '\\', '"', '(', '{"a":', '[']);
  return Buffer.concat([
    bytes.subarray(0, at),
    asBytes(pumped.repeat(rarely(random, [10, 50], [1000, 20_000]))),
    bytes.subarray(at),
  ]);
};

const nest: Mutator = (bytes, random) => {
  const depth = rarely(random, [10, 99, 101], [5000, 50_000]);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['(', ')'],
    ['<a>', '</a>'],
  ] as const);
  const at = random.below(bytes.length + 1);
  const parts = [bytes.subarray(0, at), asBytes(open.repeat(depth)), bytes.subarray(at)];
  return Buffer.concat(random.below(2) === 0 ? parts : [...parts, asBytes(close.repeat(depth))]);
};

/** A JSON value of the wrong type, in place of one that stands there. */
const swapJsonValue: Mutator = (bytes, random) => {
  const text = asText(bytes);
  const values = [...text.matchAll(/:\s*("(?:[^"\\]|\\.){0,200}"|-?\d+|true|false|null|\{\}|\[\])/g)];
  if (values.length === 0) return bytes;
  const { index, 0: whole, 1: value } = random.pick(values);
  const other = random.pick([
    'null',
    '0',
    '-1',
    '1e400',
    '[]',
    '{}',
    '""',
    'true',
    '[null]',
    '{"__proto__":1}',
    '"constructor"',
  ]);
  const start = index + whole.length - value!.length;
  return asBytes(text.slice(0, start) + other + text.slice(start + value!.length));
};

export const textMutators: readonly Mutator[] = [
  swapWord,
  swapWord,
  insertWord,
  repeatLine,
  moveLine,
  pump,
  nest,
  swapJsonValue,
];
