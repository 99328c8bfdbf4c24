import type { Random } from '../random.ts';
import type { Mutator } from './mutator.ts';

/** Mutators that know nothing of the format. */

const flipBits: Mutator = (bytes, random) => {
  for (let i = 1 + random.below(8); i > 0 && bytes.length > 0; i--)
    bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
  return bytes;
};

const setBytes: Mutator = (bytes, random) => {
  for (let i = 1 + random.below(4); i > 0 && bytes.length > 0; i--)
    bytes[random.below(bytes.length)] = random.pick([0, 1, 0x0a, 0x20, 0x2f, 0x7f, 0x80, 0xff, random.below(256)]);
  return bytes;
};

const cut: Mutator = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const deleteBlock: Mutator = (bytes, random) => {
  const { at, end } = blockOf(bytes, random);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
};

const copyBlock: Mutator = (bytes, random) => {
  const { at, end } = blockOf(bytes, random);
  bytes.copyWithin(random.below(bytes.length + 1), at, end);
  return bytes;
};

const repeatBlock: Mutator = (bytes, random) => {
  const { at, end } = blockOf(bytes, random);
  const times = rarely(random, [1, 2, 10], [1000]);
  const block = bytes.subarray(at, end);
  const room = Math.max(1, Math.floor((256 << 10) / Math.max(1, block.length)));
  const copies = Array.from({ length: Math.min(times, room) }, () => block);
  return Buffer.concat([bytes.subarray(0, end), ...copies, bytes.subarray(end)]);
};

const insertBlock: Mutator = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const block = Buffer.alloc(rarely(random, [1, 2, 16, 512], [5000]), random.pick([0, 0xff, 0x20, 0x41]));
  return Buffer.concat([bytes.subarray(0, at), block, bytes.subarray(at)]);
};

const splice: Mutator = (bytes, random, seeds) => {
  const other = random.pick(seeds);
  return Buffer.concat([
    bytes.subarray(0, random.below(bytes.length + 1)),
    other.subarray(random.below(other.length + 1)),
  ]);
};

/** Offsets, lengths and counts that lie: a field of 1, 2, 4 or 8 bytes in either order of bytes. */
export const overwriteNumber: Mutator = (bytes, random) => {
  const width = random.pick([1, 2, 4, 8] as const);
  if (bytes.length < width) return bytes;
  const grid = random.pick([1, width]);
  const at = random.below(Math.floor((bytes.length - width) / grid) + 1) * grid;
  writeNumber(bytes, at, width, numberFor(bytes.length, random), random.below(2) === 0);
  return bytes;
};

/** A number that breaks arithmetic: nothing, all ones, signs, powers of two, just beyond the end of the file. */
export function numberFor(size: number, random: Random): bigint {
  const n = BigInt(size);
  const edges = [
    0n,
    -1n,
    1n,
    2n ** 31n,
    2n ** 31n - 1n,
    2n ** 32n - 1n,
    2n ** 53n,
    2n ** 63n,
    2n ** 63n - 1n,
    2n ** 64n - 8n,
  ];
  return random.pick([...edges, n, n - 1n, n + 1n, n / 2n, BigInt(random.below(256)), BigInt(random.below(1 << 16))]);
}

export function writeNumber(
  bytes: Buffer,
  at: number,
  width: 1 | 2 | 4 | 8,
  value: bigint,
  littleEndian: boolean,
): void {
  for (let i = 0; i < width; i++)
    bytes[at + (littleEndian ? i : width - 1 - i)] = Number((value >> BigInt(8 * i)) & 0xffn);
}

/** Large inputs cost a hundred times as much as small ones, and few are enough to see what grows. */
export function rarely<T>(random: Random, often: readonly T[], seldom: readonly T[]): T {
  return random.pick(random.below(24) === 0 ? seldom : often);
}

function blockOf(bytes: Buffer, random: Random): { at: number; end: number } {
  const at = random.below(bytes.length + 1);
  const most = random.pick([4, 64, 1024, bytes.length]);
  return { at, end: Math.min(bytes.length, at + 1 + random.below(most)) };
}

export const byteMutators: readonly Mutator[] = [
  flipBits,
  setBytes,
  cut,
  deleteBlock,
  copyBlock,
  repeatBlock,
  insertBlock,
  splice,
];
