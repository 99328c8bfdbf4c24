import type { Digest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';
import { parseContentRange } from './content-range.ts';
import type { HttpAnswer } from './http-client.ts';
import type { RegistryClient } from './registry-client.ts';
import { brokenOff, encoded, wrongSize } from './registry-error.ts';

const MAX_TRIES = 6;
/** Tries in a row that bring no byte. */
const MAX_IDLE_TRIES = 2;

/**
 * The pieces of a blob, exactly `sizeBytes` together; borrowed until the next one. An answer that breaks off is continued where it
 * broke (`Range`, RFC 9110 §14.2). What was handed on cannot be taken back: when the whole comes again, its beginning is passed over.
 * That both parts are of the same blob is for whoever checks the digest of the whole. `registry/not-found`, `registry/interrupted`,
 * `registry/wrong-size`, `registry/too-slow`, and the codes of `RegistryClient.get`.
 */
export async function* blobPieces(
  client: RegistryClient,
  digest: Digest,
  sizeBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  let at = 0;
  let takesParts = true;
  let idleTries = 0;
  for (let attempt = 1; ; attempt++) {
    const before = at;
    const from = takesParts && at > 0 ? { from: at } : {};
    const answer = await client.get(`blobs/${digest}`, { accept: '*/*', ...from }, signal);
    if (answer.status === 404) {
      answer.drop();
      throw notFound(client, answer, digest);
    }
    const start = startOf(answer, at, sizeBytes);
    let problem: unknown = ANOTHER_PART;
    if (start === undefined) {
      // Another part than the one we need: only the whole is of use then.
      answer.drop();
      takesParts = false;
    } else {
      try {
        for await (const piece of piecesFrom(answer, at - start)) {
          if (at + piece.length > sizeBytes) throw wrongSize(answer.url.host, digest, sizeBytes, 'more');
          at += piece.length;
          yield piece;
        }
        if (at === sizeBytes) return;
        if (answer.status === 200) throw wrongSize(answer.url.host, digest, sizeBytes, `${at}`);
      } catch (cause) {
        signal.throwIfAborted();
        problem = cause;
      }
    }
    if (client.giveUp(answer)) continue;
    idleTries = at > before ? 0 : idleTries + 1;
    if (problem instanceof PlimsollError || idleTries > MAX_IDLE_TRIES || attempt >= MAX_TRIES)
      throw brokenOff(answer.url.host, problem);
    await client.rest(attempt, signal);
  }
}

const ANOTHER_PART = Object.assign(new Error('another part'), { code: 'it sends another part than it was asked for' });

/** Where the body of an answer begins in the blob; undefined when it is no part that ends where ours does or begins where we are. */
function startOf(answer: HttpAnswer, at: number, sizeBytes: number): number | undefined {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  if (answer.status === 200) {
    // The name of an encoding over the blob's own bytes, as stores of files say of a layer that is gzip, is only a wrong label.
    if (!PLAIN.has(encoding) && length !== sizeBytes) {
      answer.drop();
      throw encoded(answer.url.host, encoding);
    }
    return 0;
  }
  const range = answer.status === 206 ? parseContentRange(answer.headers['content-range']) : undefined;
  if (range === undefined || range.first !== at || range.last >= sizeBytes) return undefined;
  if (range.total !== undefined && range.total !== sizeBytes) return undefined;
  return Number.isNaN(length) || length === range.last - range.first + 1 ? at : undefined;
}

/** Encodings that leave bytes as they are; the last one is what uploads to S3 leave behind. */
const PLAIN: ReadonlySet<string> = new Set(['', 'identity', 'aws-chunked']);

async function* piecesFrom(answer: HttpAnswer, skip: number): AsyncGenerator<Uint8Array, void, void> {
  let left = skip;
  for await (const piece of answer.body()) {
    const rest = left < piece.length ? piece.subarray(left) : undefined;
    left = Math.max(0, left - piece.length);
    if (rest !== undefined) yield rest;
  }
}

function notFound(client: RegistryClient, answer: HttpAnswer, digest: Digest): PlimsollError {
  const message = `${printable(answer.url.host)} does not hold ${digest}, a part of ${printable(client.name)}`;
  return new PlimsollError('registry/not-found', message, {
    help: ['the image was pushed or deleted in part; push it again'],
  });
}
