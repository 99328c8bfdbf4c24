import type { Family } from '../../../bench/fuzz/family.ts';
import { texts } from '../../../bench/fuzz/seeds.ts';

/** Parsers with one flaw each, which the harness must find. */

let calls = 0;

const broken = (id: string, run: Family['run']): Family => ({
  id,
  nature: 'text',
  maxMs: 200,
  seeds: () => texts('abcdefgh'),
  run,
});

export const families = [
  broken('throws', (bytes) => {
    if (bytes.length === 3) throw new TypeError('three');
    return bytes.length;
  }),
  broken('hangs', (bytes) => {
    while (bytes.length === 3);
    return bytes.length;
  }),
  broken('slow', (bytes) => {
    const start = process.threadCpuUsage();
    for (let spent = { user: 0, system: 0 }; bytes.length === 3 && spent.user + spent.system < 400_000; )
      spent = process.threadCpuUsage(start);
    return bytes.length;
  }),
  broken('memory', (bytes) => {
    const held = bytes.length === 3 ? new Uint8Array(100 << 20).fill(1) : bytes;
    return held.length;
  }),
  broken('differs', (bytes) => (bytes.length === 3 ? calls++ : 0)),
  broken('changes-its-input', (bytes) => {
    if (bytes.length === 3) bytes[0] = 0;
    return bytes.length;
  }),
  broken('looks-outside', (bytes) => new Uint8Array(bytes.buffer)[0]),
  broken('speaks', (bytes) => {
    if (bytes.length === 3) Reflect.get(globalThis, 'console').warn('three');
    return bytes.length;
  }),
  broken('sound', (bytes) => bytes.length),
];
