/**
 * Reads a layer of as many entries as asked, made as it is read, with all readers of the program; prints what that took. Run by
 * many-entries.test.ts in a process of its own, so that its memory is its own.
 */
import { readFileSync } from 'node:fs';
import { readerKeyOf } from '../../src/model/reader.ts';
import { readLayer } from '../../src/scan/layer-task.ts';
import { contents } from '../kit/scan-built.ts';
import { header } from '../kit/tar.ts';

const count = Number(process.argv[2]);
const CHUNK = 1 << 20;

/** One header, renamed again and again: to build each anew would take longer than to read it. */
async function* layer(): AsyncGenerator<Uint8Array> {
  const block = header('', '0', 0, {});
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  let chunk = Buffer.alloc(CHUNK);
  let fill = 0;
  for (let index = 0; index < count; index++) {
    const name = `usr/share/data/part-${Math.floor(index / 1000)}/file-${index}.txt`;
    block.copy(chunk, fill);
    chunk.write(name, fill, 'latin1');
    let named = sum;
    for (let at = 0; at < name.length; at++) named += name.charCodeAt(at);
    chunk.write(named.toString(8).padStart(6, '0'), fill + 148, 'latin1');
    fill += 512;
    if (fill === CHUNK) {
      yield chunk;
      chunk = Buffer.alloc(CHUNK);
      fill = 0;
    }
  }
  yield Buffer.concat([chunk.subarray(0, fill), Buffer.alloc(1024)]);
}

/** Milliseconds of the processor: of the clock, too many when the machine is busy. */
async function time<T>(work: () => Promise<T>): Promise<[number, T]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
}

const [makingMs] = await time(async () => {
  for await (const chunk of layer()) void chunk;
});
const { readers } = contents;
const [readingMs, { entries }] = await time(() => readLayer(layer(), readers, readers.map(readerKeyOf)));
const peakKiB = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
process.stdout.write(JSON.stringify({ entries, makingMs, readingMs, peakKiB }));
