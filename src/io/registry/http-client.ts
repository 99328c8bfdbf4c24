import {
  type Agent,
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { type TrustOptions, trustedAuthorities } from './certificates.ts';

export interface HttpOptions extends TrustOptions {
  readonly userAgent: string;
  /** Until the connection stands. */
  readonly connectMs: number;
  /** Until the head of the answer is there, and between two pieces of its body. */
  readonly idleMs: number;
}

export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST of a form. */
  readonly form?: URLSearchParams;
}

/** The head of an answer; the body is to be read or dropped. */
export interface HttpAnswer {
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Pieces are borrowed until the next one. No encoding is undone. */
  body(): AsyncGenerator<Uint8Array, void, void>;
  /** The body when it has at most `max` bytes, else undefined. */
  bytes(max: number): Promise<Uint8Array | undefined>;
  drop(): void;
}

/** Requests over `node:http(s)` with kept connections. Follows nothing, retries nothing, adds no credentials. */
export class HttpClient {
  readonly #options: HttpOptions;
  readonly #agents = new Map<string, Promise<Agent>>();

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /** Rejects with the system's error, or with the signal's reason. */
  async request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    signal.throwIfAborted();
    const agent = await this.#agentOf(request.url);
    try {
      return answerOf(request.url, await this.#send(request, agent, signal), this.#options.idleMs, signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw cause;
    }
  }

  async close(): Promise<void> {
    for (const agent of this.#agents.values()) (await agent.catch(() => undefined))?.destroy();
    this.#agents.clear();
  }

  #send({ url, headers, form }: HttpRequest, agent: Agent, signal: AbortSignal): Promise<IncomingMessage> {
    const { userAgent, connectMs, idleMs } = this.#options;
    const body = form?.toString();
    const all = {
      'user-agent': userAgent,
      'accept-encoding': 'identity',
      ...headers,
      ...(body !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
      }),
    };
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const sent = send(url, { agent, headers: all, method: body === undefined ? 'GET' : 'POST', signal });
      let timer = setTimeout(() => sent.destroy(timedOut()), connectMs);
      const connected = () => {
        clearTimeout(timer);
        timer = setTimeout(() => sent.destroy(timedOut()), idleMs);
      };
      sent.on('socket', (socket) => {
        if (!socket.connecting) connected();
        else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      });
      sent.on('response', (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      sent.on('error', (cause) => {
        clearTimeout(timer);
        reject(cause);
      });
      sent.end(body);
    });
  }

  #agentOf(url: URL): Promise<Agent> {
    let agent = this.#agents.get(url.origin);
    if (agent === undefined) {
      agent = this.#makeAgent(url);
      this.#agents.set(url.origin, agent);
    }
    return agent;
  }

  async #makeAgent(url: URL): Promise<Agent> {
    if (url.protocol !== 'https:') return new HttpAgent({ keepAlive: true });
    const ca = await trustedAuthorities(url.host, this.#options);
    return new HttpsAgent({ keepAlive: true, ...(ca && { ca: [...ca] }) });
  }
}

const SHORT = 16 << 10;

function answerOf(url: URL, message: IncomingMessage, idleMs: number, signal: AbortSignal): HttpAnswer {
  // An answer that is dropped, or breaks before it is read, must not end the process.
  message.on('error', () => undefined);
  const body = () => bodyOf(message, idleMs, signal);
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
    drop: () =>
      void (Number(message.headers['content-length'] ?? Infinity) <= SHORT ? message.resume() : message.destroy()),
  };
}

/** The clock runs only while we wait: a slow reader is not a silent server. */
async function* bodyOf(message: IncomingMessage, idleMs: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const pieces = message[Symbol.asyncIterator]() as AsyncIterableIterator<Uint8Array>;
  try {
    for (;;) {
      const timer = setTimeout(() => message.destroy(timedOut()), idleMs);
      try {
        const next = await pieces.next();
        if (next.done) return;
        clearTimeout(timer);
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

function timedOut(): Error {
  return Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
}
