import fc from 'fast-check';
import { header, paxRecord, withChecksum } from './tar.ts';

/** How a size is written into a header. */
const NUMBERS: readonly ((value: number) => Buffer)[] = [
  (value) => Buffer.from(`${value.toString(8).padStart(11, '0')}\0`),
  (value) => Buffer.from(value.toString(8).padStart(12, '0')),
  (value) => Buffer.from(`${value.toString(8)} `.padEnd(12, '\0')),
  (value) => Buffer.from(value.toString(8).padStart(12, ' ')),
  (value) => Buffer.from(`\0${value.toString(8)}`.padEnd(12, ' ')),
  (value) => base256(BigInt(value)),
  (value) => base256(BigInt(-value - 1)),
  () => base256(1n << 60n),
  (value) => Buffer.from(`${value.toString(8)} 7`.padEnd(12, '\0')),
  (value) => Buffer.from(`${value.toString(8)}\x007`.padEnd(12, '\0')),
  () => Buffer.from('-0000000005\0'),
  () => Buffer.from('9999\0'.padEnd(12, '\0')),
  () => Buffer.alloc(12),
  () => Buffer.alloc(12, 0x20),
];

const MAGICS = ['ustar\x0000', 'ustar  \0', '\0\0\0\0\0\0\0\0', 'ustar\x00\x00\x00', 'usTAR\x0000', 'ustar 00'];
const TYPES = ['0', '0', '0', '0', '\0', '1', '2', '3', '5', '6', '7', 'S', 'Z', 'V', 'g', 'A'];
const FILE_NAMES = ['a', 'dir/', './x', '/y', '../z', 'a\0b', 'é', '\xff', 'n'.repeat(100), 'd/'.repeat(49)];

const PAX_KEYS: readonly (readonly [key: string, values: readonly string[]])[] = [
  ['path', ['pax-name', 'pax/dir/', 'a\0b', '']],
  ['linkpath', ['pax-link', '']],
  ['size', ['3', '512', '0', '-1', '1e2', '+4', '99999999999999999999', '', ' 5']],
  ['mtime', ['1.5', 'x']],
  ['uid', ['5', 'x']],
  ['comment', ['any = thing\n']],
  ['GNU.sparse.major', ['1', '0']],
  ['GNU.sparse.minor', ['0', '1', '2']],
  ['GNU.sparse.name', ['sparse-name']],
  ['GNU.sparse.realsize', ['12', '2147483648', '-3']],
  ['GNU.sparse.size', ['12', '1']],
  ['GNU.sparse.numblocks', ['2', '1']],
  ['GNU.sparse.map', ['0,4,8,4', '8,4,0,4', '0,4,8', '0,-4,8,4', '9007199254740993,1,0,1']],
];

interface Part {
  readonly kind: 'entry' | 'pax' | 'global' | 'long-name' | 'long-link' | 'zero-block';
  readonly type: string;
  readonly name: string;
  readonly prefix: string;
  readonly size: number;
  readonly number: number;
  readonly magic: string;
  readonly checksum: 'right' | 'signed' | 'wrong';
  readonly records: readonly (readonly [string, string])[];
  readonly broken: number;
}

const record = fc
  .constantFrom(...PAX_KEYS)
  .chain(([key, values]) => fc.constantFrom(...values).map((value) => [key, value] as const));

/** Mostly ordinary: an archive in which everything is odd ends at its first header. */
const rarely = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 3, arbitrary: fc.constantFrom(usual, ...others) });

const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.oneof(
    { weight: 10, arbitrary: fc.constant('entry' as const) },
    { weight: 4, arbitrary: fc.constant('pax' as const) },
    { weight: 4, arbitrary: fc.constantFrom('global' as const, 'long-name' as const, 'long-link' as const) },
    { weight: 1, arbitrary: fc.constant('zero-block' as const) },
  ),
  type: fc.constantFrom(...TYPES),
  name: fc.constantFrom(...FILE_NAMES),
  prefix: rarely('', 'prefix', 'p'.repeat(155)),
  size: fc.constantFrom(0, 1, 5, 511, 512, 513, 2000),
  number: rarely(0, ...NUMBERS.keys()),
  magic: rarely(...(MAGICS as [string, ...string[]])),
  checksum: rarely<Part['checksum']>('right', 'signed', 'signed', 'wrong'),
  records: fc.array(record, { minLength: 1, maxLength: 4 }),
  broken: rarely(0, 1, 2, 3),
});

/** Tar archives as a stranger may write them: numbers in each form, extensions that contradict each other, ends that are none. */
export const oddTars: fc.Arbitrary<Buffer> = fc
  .record({
    parts: fc.array(part, { minLength: 1, maxLength: 6 }),
    tail: rarely<Tail>('two-zeros', 'none', 'one-zero', 'garbage', 'concatenated', 'cut'),
    cut: fc.nat(1023),
  })
  .map(({ parts, tail, cut }) => withTail(Buffer.concat(parts.map(bytesOf)), tail, cut));

function withTail(bytes: Buffer, tail: Tail, cut: number): Buffer {
  const after = Buffer.concat([header('after', '0', 0, {}), Buffer.alloc(1024)]);
  switch (tail) {
    case 'two-zeros':
      return Buffer.concat([bytes, Buffer.alloc(1024)]);
    case 'none':
      return bytes;
    case 'one-zero':
      return Buffer.concat([bytes, Buffer.alloc(512)]);
    case 'garbage':
      return Buffer.concat([bytes, Buffer.alloc(1024), Buffer.alloc(700, 0x55)]);
    case 'concatenated':
      return Buffer.concat([bytes, Buffer.alloc(1024), after]);
    case 'cut':
      return bytes.subarray(0, Math.max(0, bytes.length - cut));
  }
}

type Tail = 'two-zeros' | 'none' | 'one-zero' | 'garbage' | 'concatenated' | 'cut';

function bytesOf(part: Part): Buffer {
  switch (part.kind) {
    case 'zero-block':
      return Buffer.alloc(512);
    case 'pax':
    case 'global': {
      const records = Buffer.from(part.records.map(([key, value]) => paxRecord(key, value)).join(''));
      if (part.broken === 1) records[0] = 0x39;
      const text = part.broken === 2 ? records.subarray(0, -1) : records;
      return Buffer.concat([header('PaxHeader', part.kind === 'pax' ? 'x' : 'g', text.length, {}), padded(text)]);
    }
    case 'long-name':
    case 'long-link': {
      const text = Buffer.from(part.broken === 1 ? 'long\0er' : part.broken === 2 ? '' : 'long-one\0');
      return Buffer.concat([
        header('././@LongLink', part.kind === 'long-name' ? 'L' : 'K', text.length, {}),
        padded(text),
      ]);
    }
    case 'entry':
      return Buffer.concat([headerOf(part), padded(bodyOf(part))]);
  }
}

/** Half of the bodies begin like the map of a sparse file (GNU sparse 1.0). */
function bodyOf({ size, broken }: Part): Buffer {
  const body = Buffer.alloc(size, 'x');
  if (size > 512 && broken === 0) body.fill(0, 0, 512).write('2\n0\n4\n8\n4\n');
  return body;
}

function headerOf({ type, name, prefix, size, number, magic, checksum }: Part): Buffer {
  const block = header('', '0', 0, { target: 'target' });
  block.write(name.slice(0, 100), 0, 'latin1');
  block.write(type, 156, 'latin1');
  NUMBERS[number]!(size).copy(block, 124, 0, 12);
  block.write(magic, 257, 'latin1');
  block.write(prefix, 345, 'latin1');
  if (type === 'S') block.write('00000000000\x0000000000004\x0000000000010\x0000000000004\0', 386, 'latin1');
  if (type === 'S') block.write('00000000014\0', 483, 'latin1');
  withChecksum(block);
  if (checksum === 'signed') {
    let sum = 256;
    for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += block.readInt8(at);
    block.write(`${Math.max(sum, 0).toString(8).padStart(6, '0')}\0 `, 148);
  } else if (checksum === 'wrong') block[148] = 0x37;
  return block;
}

function base256(value: bigint): Buffer {
  const bytes = Buffer.alloc(12);
  let rest = BigInt.asUintN(96, value);
  for (let at = 11; at >= 0; at--) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  bytes[0]! |= 0x80;
  return bytes;
}

function padded(content: Uint8Array): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
