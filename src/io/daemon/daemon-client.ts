import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions as SecureOptions } from 'node:https';
import { join } from 'node:path';
import { parseJson, parseJsonObject } from '../../formats/bytes/json.ts';
import { limits } from '../../formats/bytes/limits.ts';
import { type Digest, parseDigest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { Platform } from '../../model/platform.ts';
import { isObject } from '../layout/layout-index.ts';
import { printable } from '../layout/printable.ts';
import type { DaemonAddress, DaemonKind, DaemonTls } from './daemon-address.ts';
import { badAnswer, brokenOff, codeOf, unreachable } from './daemon-error.ts';
import { piecesOf, timedOut } from './pieces.ts';

export interface DaemonTiming {
  /** Until the head of an answer to a small question is there. */
  readonly answerMs: number;
  /** Until an export begins: Podman writes the whole archive down before it sends the first byte. */
  readonly exportMs: number;
  /** Between two pieces of an answer. */
  readonly idleMs: number;
}

export interface DaemonImage {
  /** The digest of its configuration; with containerd's image store, of its manifest or index. */
  readonly id: Digest;
  readonly platform?: Platform;
}

const TIMING: DaemonTiming = { answerMs: 30_000, exportMs: 300_000, idleMs: 60_000 };

/** The most that a list of all images is worth: it only serves an error message. */
const LIST_BYTES = 16 << 20;

/** Reads images from a daemon over Docker's Engine API. Only GET is ever sent: nothing is made, started, pulled or changed. */
export class DaemonClient {
  readonly kind: DaemonKind;
  readonly address: DaemonAddress;
  readonly #userAgent: string;
  readonly #timing: DaemonTiming;
  #tls: Promise<SecureOptions> | undefined;

  constructor(kind: DaemonKind, address: DaemonAddress, userAgent: string, timing: Partial<DaemonTiming> = {}) {
    this.kind = kind;
    this.address = address;
    this.#userAgent = userAgent;
    this.#timing = { ...TIMING, ...timing };
  }

  /** The image of a name that `parseReference` reads; undefined when there is none. Codes: `daemon/…`. */
  async find(name: string, signal: AbortSignal): Promise<DaemonImage | undefined> {
    const answer = await this.#get(`/images/${name}/json`, this.#timing.answerMs, signal);
    const bytes = await this.#whole(answer, limits.manifestBytes, signal);
    if (answer.statusCode === 404) return undefined;
    this.#checkStatus(answer, bytes);
    const { Id: id, Os: os, Architecture: architecture, Variant: variant } = (bytes && parseJsonObject(bytes)) ?? {};
    const digest = typeof id === 'string' ? parseDigest(id.includes(':') ? id : `sha256:${id}`) : undefined;
    if (digest === undefined) throw badAnswer(this.kind, this.address, 'without the id of the image');
    if (typeof os !== 'string' || typeof architecture !== 'string') return { id: digest };
    const isVariant = typeof variant === 'string' && variant !== '';
    return { id: digest, platform: { os, architecture, ...(isVariant && { variant }) } };
  }

  /** The names of all images that have one. Nothing when the daemon does not tell. */
  async names(signal: AbortSignal): Promise<string[]> {
    const answer = await this.#get('/images/json', this.#timing.answerMs, signal);
    const bytes = await this.#whole(answer, LIST_BYTES, signal);
    const list = answer.statusCode === 200 && bytes ? parseJson(bytes) : undefined;
    if (!Array.isArray(list)) return [];
    const tags = list.flatMap((image): unknown[] =>
      isObject(image) && Array.isArray(image['RepoTags']) ? image['RepoTags'] : [],
    );
    return [...new Set(tags.filter((tag): tag is string => typeof tag === 'string' && !tag.startsWith('<none>')))];
  }

  /** The image of an id as a tar, in the form of `docker save`. By id: a tag may move meanwhile. */
  async *exported(id: Digest, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
    const answer = await this.#get(`/images/${id}/get`, this.#timing.exportMs, signal);
    if (answer.statusCode !== 200) this.#checkStatus(answer, await this.#whole(answer, limits.tokenBytes, signal));
    yield* this.#pieces(answer, signal);
  }

  async *#pieces(answer: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
    try {
      yield* piecesOf(answer, this.#timing.idleMs);
    } catch (cause) {
      signal.throwIfAborted();
      throw brokenOff(this.kind, cause);
    }
  }

  async #whole(answer: IncomingMessage, max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const pieces: Uint8Array[] = [];
    let total = 0;
    for await (const piece of this.#pieces(answer, signal)) {
      total += piece.length;
      if (total > max) return undefined;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  #checkStatus({ statusCode = 0 }: IncomingMessage, body: Uint8Array | undefined): void {
    if (statusCode === 200) return;
    const said = body && parseJsonObject(body)?.['message'];
    const text = typeof said === 'string' ? said : body && Buffer.from(body.subarray(0, 200)).toString().trim();
    const why = `with ${statusCode}${text ? `: ${printable(text, 200)}` : ''}`;
    const error = badAnswer(this.kind, this.address, why);
    if (statusCode !== 401 && statusCode !== 403) throw error;
    throw new PlimsollError('daemon/denied', error.message, {
      help: ['an authorization plugin of the daemon says no'],
    });
  }

  async #get(path: string, headMs: number, signal: AbortSignal): Promise<IncomingMessage> {
    signal.throwIfAborted();
    const { address } = this;
    const headers = { 'user-agent': this.#userAgent, 'accept-encoding': 'identity', connection: 'close' };
    const common = { path, signal, headers, agent: false } as const;
    const isSecure = address.kind === 'tcp' && address.tls !== undefined;
    const options: SecureOptions =
      address.kind === 'socket'
        ? { ...common, socketPath: address.path, headers: { ...headers, host: 'localhost' } }
        : {
            ...common,
            host: address.host,
            port: address.port,
            ...(isSecure && (await this.#tlsOptions(address.tls!))),
          };
    try {
      return await answered((isSecure ? requestHttps : requestHttp)(options), headMs);
    } catch (cause) {
      signal.throwIfAborted();
      throw unreachable(this.kind, address, cause);
    }
  }

  #tlsOptions(tls: DaemonTls): Promise<SecureOptions> {
    this.#tls ??= readTls(tls);
    return this.#tls;
  }
}

/** The head of the answer, or the system's error. */
function answered(request: ReturnType<typeof requestHttp>, headMs: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => request.destroy(timedOut()), headMs);
    request.on('response', (answer) => {
      clearTimeout(timer);
      // An answer that breaks before it is read must not end the process.
      answer.on('error', () => undefined);
      resolve(answer);
    });
    request.on('error', (cause) => {
      clearTimeout(timer);
      reject(cause);
    });
    request.end();
  });
}

async function readTls({ directory, verify }: DaemonTls): Promise<SecureOptions> {
  const read = async (name: string) => {
    if (directory === undefined) return undefined;
    const path = join(directory, name);
    try {
      return await readFile(path);
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT') return undefined;
      throw new PlimsollError('daemon/no-certificate', `cannot read ${printable(path, 300)} (${codeOf(cause)})`, {
        cause,
      });
    }
  };
  const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  return { rejectUnauthorized: verify, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}
