import type { Random } from '../random.ts';
import { numberFor, writeNumber } from './bytes.ts';
import type { Mutator } from './mutator.ts';

const BLOCK = 512;
/** Fields of a header block: where, how long (POSIX.1-2017 pax, "ustar Interchange Format"; GNU's sparse header). */
const NUMBERS = [
  [100, 8],
  [108, 8],
  [116, 8],
  [124, 12],
  [124, 12],
  [136, 12],
  [386, 12],
  [398, 12],
  [482, 1],
  [483, 12],
] as const;
const TYPES = '01234567LKxgSVMNDA\0\xff';
const NAMES = [
  '',
  '/',
  '..',
  './',
  '../../etc/passwd',
  'a/../../b',
  '.wh.',
  '.wh..wh..opq',
  'a\xff\xfe',
  'x/'.repeat(49),
  'etc/os-release',
];

/** One header says something else, and its checksum is right all the same. */
const lyingHeader: Mutator = (bytes, random) => {
  const at = headerAt(bytes, random);
  if (at === undefined) return bytes;
  const kind = random.below(4);
  if (kind === 0) bytes[at + 156] = TYPES.charCodeAt(random.below(TYPES.length));
  else if (kind === 1) writeName(bytes, at + random.pick([0, 157, 345]), random);
  else {
    const [offset, length] = random.pick(NUMBERS);
    writeTarNumber(bytes, at + offset, length, random);
  }
  refit(bytes, at);
  return bytes;
};

/** Text in octal, in base 256, in nothing at all. */
function writeTarNumber(bytes: Buffer, at: number, length: number, random: Random): void {
  const value = numberFor(bytes.length, random);
  const field = bytes.subarray(at, at + length);
  if (random.below(3) === 0 && length >= 8) {
    field.fill(random.below(2) === 0 ? 0x80 : 0xff);
    writeNumber(field, length - 8, 8, value, false);
  } else {
    const octal = (value < 0n ? -value : value).toString(8);
    field.fill(0);
    field.write(random.pick([octal.slice(-length), octal.padStart(length - 1, '0'), ' ', '8', '-1', '']), 'latin1');
  }
}

function writeName(bytes: Buffer, at: number, random: Random): void {
  bytes.fill(0, at, at + 100);
  bytes.write(random.pick(NAMES), at, 100, 'latin1');
}

/** A PAX record that lies about its length or says what a sparse file is. */
const lyingPax: Mutator = (bytes, random) => {
  const at = bytes.indexOf('=');
  if (at < 0) return bytes;
  const keys = [
    'size',
    'path',
    'linkpath',
    'GNU.sparse.map',
    'GNU.sparse.major',
    'GNU.sparse.realsize',
    'GNU.sparse.offset',
  ];
  const values = ['0', '-1', '99999999999999999999', '0,0,0', '1', '9007199254740991', '../x', ''];
  const record = ` ${random.pick(keys)}=${random.pick(values)}\n`;
  const length = random.pick([record.length + 2, 0, 4, 5, 99, 1e15]);
  const start = Math.floor(at / BLOCK) * BLOCK;
  bytes.write(`${length}${record}`, Math.min(start, Math.max(0, bytes.length - 64)), 'latin1');
  return bytes;
};

function headerAt(bytes: Buffer, random: Random): number | undefined {
  const blocks = Math.floor(bytes.length / BLOCK);
  for (let i = 0; i < 8 && blocks > 0; i++) {
    const at = random.below(blocks) * BLOCK;
    if (bytes.toString('latin1', at + 257, at + 262) === 'ustar') return at;
  }
  return blocks > 0 ? 0 : undefined;
}

function refit(bytes: Buffer, at: number): void {
  bytes.write('        ', at + 148, 'latin1');
  let sum = 0;
  for (let i = at; i < at + BLOCK; i++) sum += bytes[i]!;
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
}

export const tarMutators: readonly Mutator[] = [lyingHeader, lyingHeader, lyingPax];
