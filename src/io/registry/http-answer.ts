import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { tooSlow } from './registry-error.ts';

/** How long a body may take. The clocks run only while we wait: a slow reader is not a slow server. */
export interface BodyPace {
  /** Between two pieces of it. */
  readonly idleMs: number;
  /** In each span of so long … */
  readonly paceMs: number;
  /** … so many bytes at least must come, in each of its seconds: a body that drips would hold us for ever. */
  readonly leastBytesPerSecond: number;
}

/** The head of an answer; the body is to be read or dropped. */
export interface HttpAnswer {
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Pieces are borrowed until the next one. No encoding is undone. `registry/too-slow`. */
  body(): AsyncGenerator<Uint8Array, void, void>;
  /** The body when it has at most `max` bytes, else undefined. */
  bytes(max: number): Promise<Uint8Array | undefined>;
  drop(): void;
}

const SHORT = 16 << 10;

/** What came back from `url`. */
export function answerOf(url: URL, message: IncomingMessage, pace: BodyPace, signal: AbortSignal): HttpAnswer {
  // An answer that is dropped, or breaks before it is read, must not end the process.
  message.on('error', () => undefined);
  const body = () => bodyOf(url, message, pace, signal);
  return {
    url,
    status: message.statusCode ?? 0,
    headers: message.headers,
    body,
    bytes: async (max) => {
      const pieces: Uint8Array[] = [];
      let total = 0;
      for await (const piece of body()) {
        total += piece.length;
        if (total > max) return undefined;
        pieces.push(piece);
      }
      return new Uint8Array(Buffer.concat(pieces));
    },
    // A short rest is read, so that the connection can be used again.
    drop: () => {
      if (Number(message.headers['content-length'] ?? Infinity) > SHORT) return void message.destroy();
      message.resume();
      const timer = setTimeout(() => message.destroy(), pace.idleMs);
      timer.unref();
      message.once('close', () => clearTimeout(timer));
    },
  };
}

async function* bodyOf(
  url: URL,
  message: IncomingMessage,
  { idleMs, paceMs, leastBytesPerSecond }: BodyPace,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const pieces = message[Symbol.asyncIterator]() as AsyncIterableIterator<Uint8Array>;
  let waitedMs = 0;
  let came = 0;
  try {
    for (;;) {
      const timer = setTimeout(() => message.destroy(timedOut()), idleMs);
      const asked = performance.now();
      try {
        const next = await pieces.next();
        if (next.done) return;
        clearTimeout(timer);
        waitedMs += performance.now() - asked;
        came += next.value.length;
        if (waitedMs >= paceMs) {
          if (came < (waitedMs / 1000) * leastBytesPerSecond) throw tooSlow(url.host);
          waitedMs = 0;
          came = 0;
        }
        yield next.value;
      } finally {
        clearTimeout(timer);
      }
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw cause;
  } finally {
    await pieces.return?.();
  }
}

export function timedOut(): Error {
  return Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
}
