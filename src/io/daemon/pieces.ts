import type { IncomingMessage } from 'node:http';

/** The body of an answer in pieces, borrowed until the next one. The clock runs only while we wait: a slow reader is not a silent server. */
export async function* piecesOf(message: IncomingMessage, idleMs: number): AsyncGenerator<Uint8Array, void, void> {
  const pieces = message[Symbol.asyncIterator]() as AsyncIterableIterator<Uint8Array>;
  try {
    for (;;) {
      const timer = setTimeout(() => message.destroy(timedOut()), idleMs);
      const next = await pieces.next().finally(() => clearTimeout(timer));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    message.destroy();
  }
}

export function timedOut(): Error {
  return Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
}
