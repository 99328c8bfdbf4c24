/**
 * Reads one decompression bomb as a layer, in a process of its own, and prints what came of it and the most memory that it took.
 * Arguments: the bomb and the limit of unpacked bytes.
 */
import { readFileSync } from 'node:fs';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { catalogers } from '../../../src/contents/catalogers/index.ts';
import { setLimits } from '../../../src/formats/bytes/limits.ts';
import { PlimsollError } from '../../../src/model/error.ts';
import { readerKeyOf } from '../../../src/model/reader.ts';
import { readLayer } from '../../../src/scan/layer-task.ts';
import { header, tarOf, text } from '../../kit/tar.ts';

const MIB = 1 << 20;
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** A piece of a deflate stream that can be repeated: it ends on a byte and refers to nothing before it. */
const piece = (bytes: Uint8Array): Buffer => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });

/** A layer whose one file is ten gigabytes of zeros: ten megabytes. */
async function* zerosIn(path: string): AsyncGenerator<Uint8Array> {
  yield Buffer.concat([GZIP_HEAD, piece(tarOf([['etc/os-release', text('ID=debian\n')]]).subarray(0, 1024))]);
  yield piece(header(path, '0', 8 * 2 ** 30 - 1, {}));
  const megabytes = piece(new Uint8Array(64 * MIB));
  for (let i = 0; i < 160; i++) yield megabytes;
}

const zeros = () => zerosIn('srv/zeros');
/** Where a reader asks for it. */
const zeroDatabase = () => zerosIn('var/lib/rpm/rpmdb.sqlite');

async function* gzipInGzip(): AsyncGenerator<Uint8Array> {
  yield gzipSync(gzipSync(new Uint8Array(256 * MIB)));
}

/** RFC 8878 §3.1.1.1.2: exponent 21 is a window of 2 GiB; one block of zeros by run length follows, many times. */
async function* zstdWindow(): AsyncGenerator<Uint8Array> {
  yield Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3]);
  const block = Buffer.from([...blockHeader(128 << 10), 0]);
  for (let i = 0; i < 80_000; i++) yield block;
}

/** A block by run length, not the last one (RFC 8878 §3.1.1.2). */
function blockHeader(size: number): readonly number[] {
  const value = (size << 3) | (1 << 1);
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff];
}

/** The same without the large window: 16 GiB of zeros by run length. */
async function* zstdRuns(): AsyncGenerator<Uint8Array> {
  yield Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 10 << 3]);
  const block = Buffer.from([...blockHeader(128 << 10), 0]);
  const many = Buffer.concat(Array.from({ length: 1000 }, () => block));
  for (let i = 0; i < 128; i++) yield many;
}

async function* members(): AsyncGenerator<Uint8Array> {
  const member = gzipSync(new Uint8Array(16 * MIB));
  for (let i = 0; i < 640; i++) yield member;
}

/** Nothing, a million times over. */
async function* emptyMembers(): AsyncGenerator<Uint8Array> {
  const member = gzipSync('');
  const many = Buffer.concat(Array.from({ length: 50_000 }, () => member));
  for (let i = 0; i < 20; i++) yield many;
}

const bombs = { zeros, zeroDatabase, gzipInGzip, zstdWindow, zstdRuns, members, emptyMembers };

const [name, limit] = process.argv.slice(2);
setLimits({ outputBytes: Number(limit) });
const started = performance.now();
const outcome = await readLayer(bombs[name as keyof typeof bombs](), catalogers, catalogers.map(readerKeyOf)).then(
  ({ cut, unpackedBytes }) => ({ code: cut?.code ?? 'read', unpackedBytes }),
  (cause: unknown) => ({ code: cause instanceof PlimsollError ? cause.code : String(cause), unpackedBytes: 0 }),
);
// The kernel's count for the process would begin with that of its parent.
const peakBytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
process.stdout.write(JSON.stringify({ ...outcome, ms: performance.now() - started, peakBytes }));
