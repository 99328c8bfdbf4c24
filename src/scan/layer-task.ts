import { createHash } from 'node:crypto';
import { canonicalPath } from '../formats/bytes/entry-path.ts';
import { inflate } from '../formats/bytes/inflate.ts';
import { limits } from '../formats/bytes/limits.ts';
import { TarParser } from '../formats/bytes/tar.ts';
import type { PassResult } from '../image/layer-pass.ts';
import { giveUpMessage, noGuard, type ReadGuard } from '../image/read-guard.ts';
import { compileSelection } from '../image/selection.ts';
import { tarPass } from '../image/tar-pass.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
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
  guard?: ReadGuard,
): Promise<LayerResult> {
  const readers = all.filter((reader) => keys.includes(readerKeyOf(reader)));
  const pass = tarPass(compileSelection(readers), guard);
  let result: PassResult | undefined;
  const digests = await stream(chunks, {
    push: (chunk) => pass.push(chunk),
    end: () => {
      result = pass.end();
    },
  });
  return { ...digests, ...encodePass(result ?? pass.give(), readers) };
}

/** The result of a pass in the form in which it travels and is cached. */
export function encodePass(
  result: PassResult,
  readers: readonly Reader<unknown>[],
): Omit<LayerResult, keyof LayerDigests> {
  const keys = readers.map(readerKeyOf);
  const diagnostics = result.diagnostics.map(
    ({ reader, diagnostic }): ReaderDiagnostic => ({ reader: keys[reader] ?? '', diagnostic }),
  );
  return {
    entries: result.entries,
    givenUp: result.givenUp,
    table: result.table,
    facts: result.facts.map((facts, index) => {
      const reader = keys[index]!;
      const bytes = encodeFacts(facts);
      if (bytes === undefined) {
        const message = `${readers[index]!.id} found more in this layer than can be kept: not scanned`;
        diagnostics.push({ reader, diagnostic: { code: 'contents/reader-failed', severity: 'error', message } });
      }
      return { reader, bytes: bytes ?? encoder.encode('[]') };
    }),
    wants: result.wants.map(({ reader, ...want }) => ({ ...want, reader: keys[reader]! })),
    diagnostics,
  };
}

const encoder = new TextEncoder();

/** Undefined when they do not fit into one string. */
function encodeFacts(facts: PassResult['facts'][number]): Uint8Array | undefined {
  try {
    return encoder.encode(JSON.stringify(facts));
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

/** Digests alone: for layers that nothing names but their place in an archive. */
export function hashLayer(chunks: AsyncIterable<Uint8Array>): Promise<LayerDigests> {
  return stream(chunks, { push() {}, end() {} });
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
  const digests = await stream(chunks, parser);
  return { ...digests, files: [...files.values()], digests: [...hexes] };
}

/** Runs readers over files whose bytes came from several layers. */
export function readAssembled(
  files: readonly AssembledFile[],
  all: readonly Reader<unknown>[],
  guard: ReadGuard = noGuard,
): AssembledFacts {
  const facts: { file: number; fact: unknown }[] = [];
  const diagnostics: ReaderDiagnostic[] = [];
  for (const [index, { reader: key, path, mode, sizeBytes, bytes, companions }] of files.entries()) {
    const place = all.findIndex((candidate) => readerKeyOf(candidate) === key);
    const reader = all[place];
    if (reader === undefined) continue;
    const why = guard.passesOver(index, place);
    if (why !== undefined) {
      const message = giveUpMessage(reader.id, why);
      diagnostics.push({
        reader: key,
        diagnostic: { code: 'contents/reader-given-up', severity: 'error', message, path },
      });
      continue;
    }
    guard.enters(index, place);
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
    } finally {
      guard.leaves();
    }
  }
  return { facts, diagnostics };
}

/** What a layer is cut off for. */
const LIMITS: ReadonlySet<string> = new Set(['image/too-large', 'image/too-many-entries']);

/** Takes the unpacked bytes; `end` is called when they are all there. Both may throw what is wrong with them. */
interface Sink {
  push(chunk: Uint8Array): void;
  end(): void;
}

/**
 * Hashes and unpacks. When a limit is hit, the rest is hashed only: whoever asked can tell by the blob's digest that this is what the
 * image holds, and goes on with what was seen (`cut`). Throws what the source throws, and when the bytes are no layer.
 */
async function stream(chunks: AsyncIterable<Uint8Array>, sink: Sink): Promise<LayerDigests> {
  const blob = createHash('sha256');
  const diffId = createHash('sha256');
  let blobBytes = 0;
  let unpackedBytes = 0;
  const source = chunks[Symbol.asyncIterator]();
  let sourceFault: { readonly cause: unknown } | undefined;
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    try {
      const step = await source.next();
      if (step.done) return { done: true, value: undefined };
      blob.update(step.value);
      blobBytes += step.value.length;
      return step;
    } catch (cause) {
      sourceFault = { cause };
      throw cause;
    }
  };
  // Without `return`: what unpacks may give up, and the rest is still to be hashed.
  const counted: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next }) };
  let cut: Diagnostic | undefined;
  try {
    for await (const chunk of inflate(counted)) {
      const room = limits.outputBytes - unpackedBytes;
      unpackedBytes += chunk.length;
      if (chunk.length > room) {
        sink.push(chunk.subarray(0, room));
        throw new PlimsollError('image/too-large', `the layer unpacks to more than ${limits.outputBytes} bytes`);
      }
      diffId.update(chunk);
      sink.push(chunk);
    }
    sink.end();
  } catch (cause) {
    if (sourceFault !== undefined) throw sourceFault.cause;
    if (!(cause instanceof PlimsollError) || !LIMITS.has(cause.code)) throw cause;
    cut = { code: cause.code, severity: 'error', message: `${cause.message}: the rest of it is not scanned` };
    while (!(await next()).done);
  }
  return {
    blob: `sha256:${blob.digest('hex')}` satisfies Digest,
    blobBytes,
    unpackedBytes,
    ...(cut === undefined ? { diffId: `sha256:${diffId.digest('hex')}` satisfies Digest } : { cut }),
  };
}
