import { PlimsollError } from '../../model/error.ts';
import type { ReaderKey } from '../../model/reader.ts';
import type { StoredLayer } from '../../ports/fact-store.ts';
import type { ReaderDiagnostic, Want } from '../../ports/layer-reader.ts';

/** Its number is raised when the same bytes give another table or other facts whatever the reader: when tar or the pass reads them otherwise. */
const MAGIC = 'PLMPACK2';

interface PackHeader {
  readonly unpackedBytes: number;
  readonly entries: number;
  readonly tableBytes: number;
  readonly facts: readonly (readonly [reader: ReaderKey, bytes: number])[];
  readonly wants: readonly Want[];
  readonly diagnostics: readonly ReaderDiagnostic[];
}

/** One layer in one file: magic, length of the header, header (JSON), file table, then the facts of each reader one after the other. */
export function encodePack(layer: StoredLayer): Uint8Array[] {
  const header: PackHeader = {
    unpackedBytes: layer.unpackedBytes,
    entries: layer.entries,
    tableBytes: layer.table.length,
    facts: layer.facts.map(({ reader, bytes }) => [reader, bytes.length] as const),
    wants: layer.wants,
    diagnostics: layer.diagnostics,
  };
  const text = Buffer.from(JSON.stringify(header));
  // The table is read in place as 32-bit words, so it starts at a multiple of four.
  const room = Math.ceil(text.length / 4) * 4;
  const head = Buffer.alloc(12 + room, 0x20);
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(room, 8);
  text.copy(head, 12);
  return [head, layer.table, ...layer.facts.map(({ bytes }) => bytes)];
}

/** Throws `cache/corrupt` when the bytes are no pack, or one that was cut off. */
export function decodePack(bytes: Buffer): StoredLayer {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 8) !== MAGIC) throw corrupt();
  const room = bytes.readUInt32LE(8);
  if (12 + room > bytes.length) throw corrupt();
  let header: PackHeader;
  try {
    header = JSON.parse(bytes.toString('utf8', 12, 12 + room)) as PackHeader;
  } catch (cause) {
    throw corrupt(cause);
  }
  let at = 12 + room;
  const take = (length: number) => {
    const part = bytes.subarray(at, at + length);
    if (part.length !== length) throw corrupt();
    at += length;
    return part;
  };
  const table = take(header.tableBytes);
  const facts = header.facts.map(([reader, length]) => ({ reader, bytes: take(length) }));
  const { unpackedBytes, entries, wants, diagnostics } = header;
  return { unpackedBytes, entries, table, facts, wants, diagnostics };
}

function corrupt(cause?: unknown): PlimsollError {
  return new PlimsollError('cache/corrupt', 'a cached layer is damaged', { cause });
}
