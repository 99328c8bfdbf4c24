import { createHash } from 'node:crypto';
import { canonicalPath } from '../formats/bytes/entry-path.ts';
import { inflate } from '../formats/bytes/inflate.ts';
import { limits } from '../formats/bytes/limits.ts';
import { TarParser } from '../formats/bytes/tar.ts';
import type { PassResult } from '../image/layer-pass.ts';
import { compileSelection } from '../image/selection.ts';
import { tarPass } from '../image/tar-pass.ts';
import type { Digest } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import { type Reader, type ReaderKey, readerKeyOf } from '../model/reader.ts';
import type {
  AssembledFacts,
  AssembledFile,
  ExtractedFile,
  Extraction,
  ExtractionResult,
  LayerDigests,
  LayerResult,
  ReaderDiagnostic,
} from '../ports/layer-reader.ts';

/** What a worker does with the bytes of one layer. Runs anywhere; reads nothing but what it is given. */

/** Streams a layer through the readers named by `keys`, out of `all`. */
export async function readLayer(
  chunks: AsyncIterable<Uint8Array>,
  all: readonly Reader<unknown>[],
  keys: readonly ReaderKey[],
): Promise<LayerResult> {
  const readers = all.filter((reader) => keys.includes(readerKeyOf(reader)));
  const pass = tarPass(compileSelection(readers));
  const digests = await stream(chunks, (chunk) => pass.push(chunk));
  return { ...digests, ...encodePass(pass.end(), readers) };
}

/** The result of a pass in the form in which it travels and is cached. */
export function encodePass(
  result: PassResult,
  readers: readonly Reader<unknown>[],
): Omit<LayerResult, keyof LayerDigests> {
  const encoder = new TextEncoder();
  const keys = readers.map(readerKeyOf);
  return {
    entries: result.entries,
    table: result.table,
    facts: result.facts.map((facts, index) => ({ reader: keys[index]!, bytes: encoder.encode(JSON.stringify(facts)) })),
    wants: result.wants.map(({ reader, ...want }) => ({ ...want, reader: keys[reader]! })),
    diagnostics: result.diagnostics.map(({ reader, diagnostic }) => ({ reader: keys[reader] ?? '', diagnostic })),
  };
}

/** Digests alone: for layers that nothing names but their place in an archive. */
export function hashLayer(chunks: AsyncIterable<Uint8Array>): Promise<LayerDigests> {
  return stream(chunks, () => {});
}

/** A second look at a layer, for the bytes and digests of a few files. */
export async function extractFiles(
  chunks: AsyncIterable<Uint8Array>,
  extraction: Extraction,
): Promise<ExtractionResult> {
  const wanted = new Map(extraction.files);
  const algorithms = new Map(extraction.digests);
  const files = new Map<string, ExtractedFile>();
  const hexes = new Map<string, string>();
  let current = { path: '', mode: 0, sizeBytes: 0 };
  const parser = new TarParser({
    begin(entry) {
      const path = canonicalPath(entry.name);
      if (path === undefined || entry.kind !== 'file' || !(wanted.has(path) || algorithms.has(path))) return 0;
      current = { path, mode: entry.mode, sizeBytes: entry.sizeBytes };
      if (entry.sizeBytes === 0) this.content(new Uint8Array(0));
      return 1;
    },
    peek: () => Math.max(wanted.get(current.path) ?? 0, algorithms.has(current.path) ? limits.stringBytes : 0),
    content(bytes) {
      const { path, sizeBytes } = current;
      const cap = wanted.get(path);
      if (cap !== undefined) files.set(path, { ...current, bytes: bytes.slice(0, cap) });
      const algorithm = algorithms.get(path);
      if (algorithm !== undefined && bytes.length === sizeBytes)
        hexes.set(path, createHash(algorithm).update(bytes).digest('hex'));
    },
    odd() {},
  });
  const digests = await stream(chunks, (chunk) => parser.push(chunk));
  parser.end();
  return { ...digests, files: [...files.values()], digests: [...hexes] };
}

/** Runs readers over files whose bytes came from several layers. */
export function readAssembled(files: readonly AssembledFile[], all: readonly Reader<unknown>[]): AssembledFacts {
  const facts: { file: number; fact: unknown }[] = [];
  const diagnostics: ReaderDiagnostic[] = [];
  for (const [index, { reader: key, path, mode, sizeBytes, bytes, companions }] of files.entries()) {
    const reader = all.find((candidate) => readerKeyOf(candidate) === key);
    if (reader === undefined) continue;
    const file = { path, mode, sizeBytes, bytes, truncated: bytes.length < sizeBytes, companions: new Map(companions) };
    try {
      const fact = reader.read(file, (diagnostic) =>
        diagnostics.push({ reader: key, diagnostic: { path, ...diagnostic } }),
      );
      if (fact !== undefined) facts.push({ file: index, fact });
    } catch (cause) {
      const message = `${reader.id} could not read the file: ${cause instanceof Error ? cause.message : String(cause)}`;
      diagnostics.push({
        reader: key,
        diagnostic: { code: 'contents/reader-failed', severity: 'error', message, path },
      });
    }
  }
  return { facts, diagnostics };
}

async function stream(chunks: AsyncIterable<Uint8Array>, take: (chunk: Uint8Array) => void): Promise<LayerDigests> {
  const blob = createHash('sha256');
  const diffId = createHash('sha256');
  let blobBytes = 0;
  let unpackedBytes = 0;
  async function* counted() {
    for await (const chunk of chunks) {
      blob.update(chunk);
      blobBytes += chunk.length;
      yield chunk;
    }
  }
  for await (const chunk of inflate(counted())) {
    diffId.update(chunk);
    unpackedBytes += chunk.length;
    if (unpackedBytes > limits.outputBytes) {
      throw new PlimsollError('image/too-large', `the layer unpacks to more than ${limits.outputBytes} bytes`);
    }
    take(chunk);
  }
  return {
    blob: `sha256:${blob.digest('hex')}` satisfies Digest,
    blobBytes,
    diffId: `sha256:${diffId.digest('hex')}` satisfies Digest,
    unpackedBytes,
  };
}
