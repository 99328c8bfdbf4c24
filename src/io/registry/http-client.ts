import { type Agent, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { type TrustOptions, tlsOptionsFor } from './certificates.ts';
import { answerOf, type BodyPace, type HttpAnswer, timedOut } from './http-answer.ts';
import type { HostTrust } from './place.ts';
import { type HttpProxy, type ProxySettings, proxyFor } from './proxy.ts';
import { codeOf, proxyRefused } from './registry-error.ts';
import { isPassing } from './retry.ts';
import { TunnelAgent } from './tunnel-agent.ts';

export type { HttpAnswer } from './http-answer.ts';

export interface HttpOptions extends TrustOptions, BodyPace {
  readonly userAgent: string;
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  readonly proxies?: ProxySettings;
}

export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST of a form. */
  readonly form?: URLSearchParams;
}

interface Way {
  readonly agent: Agent;
  /** The proxy that a plain http request is sent to as a whole; https goes through a tunnel, which the agent makes. */
  readonly through?: HttpProxy;
}

/** Requests over `node:http(s)` with kept connections. Follows nothing, retries nothing, adds no credentials but a proxy's to the proxy. */
export class HttpClient {
  readonly #options: HttpOptions;
  readonly #ways = new Map<string, Promise<Way>>();
  readonly #trusted = new Map<string, HostTrust>();

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /** What holds for the certificate of a host (`host[:port]`), before the first request to it. */
  trust(host: string, trust: HostTrust): void {
    this.#trusted.set(host, trust);
  }

  /** Rejects with the system's error, `registry/bad-proxy`, `registry/proxy-failed`, or with the signal's reason. */
  async request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    signal.throwIfAborted();
    const way = await this.#wayTo(request.url);
    try {
      return answerOf(request.url, await this.#send(request, way, signal), this.#options, signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw cause;
    }
  }

  async close(): Promise<void> {
    for (const way of this.#ways.values()) (await way.catch(() => undefined))?.agent.destroy();
    this.#ways.clear();
  }

  #send({ url, headers, form }: HttpRequest, way: Way, signal: AbortSignal): Promise<IncomingMessage> {
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
      ...(way.through?.authorization !== undefined && { 'proxy-authorization': way.through.authorization }),
      ...(way.through && { host: url.host }),
    };
    const target = way.through?.url ?? url;
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    const method = body === undefined ? 'GET' : 'POST';
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        reject(cause);
        // A request that waits for its connection tells nobody that it was ended.
        sent.destroy();
      };
      const abort = () => fail(signal.reason);
      const wholeUrl = way.through && { path: url.href.slice(0, url.href.length - url.hash.length) };
      const sent = send(target, { agent: way.agent, headers: all, method, ...wholeUrl });
      let timer = setTimeout(() => fail(timedOut()), connectMs);
      const connected = () => {
        clearTimeout(timer);
        timer = setTimeout(() => fail(timedOut()), idleMs);
      };
      sent.on('socket', (socket) => {
        if (!socket.connecting) connected();
        else socket.once(target.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      });
      sent.on('response', (answer) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        const stop = () => answer.destroy(signal.reason instanceof Error ? signal.reason : undefined);
        signal.addEventListener('abort', stop, { once: true });
        answer.once('close', () => signal.removeEventListener('abort', stop));
        resolve(answer);
      });
      sent.on('error', (cause) => {
        const isProxys = way.through !== undefined && !isPassing(codeOf(cause));
        fail(isProxys ? proxyRefused(target, cause) : cause);
      });
      signal.addEventListener('abort', abort, { once: true });
      sent.end(body);
    });
  }

  #wayTo(url: URL): Promise<Way> {
    let way = this.#ways.get(url.origin);
    if (way === undefined) {
      way = this.#makeWay(url);
      this.#ways.set(url.origin, way);
    }
    return way;
  }

  async #makeWay(url: URL): Promise<Way> {
    const { connectMs, proxies = {} } = this.#options;
    const proxy = proxyFor(url, proxies);
    if (url.protocol === 'https:') {
      const options = {
        keepAlive: true,
        ...(await tlsOptionsFor(url.host, this.#options, this.#trusted.get(url.host))),
      };
      return { agent: proxy === undefined ? new HttpsAgent(options) : new TunnelAgent(proxy, connectMs, options) };
    }
    if (proxy === undefined) return { agent: new HttpAgent({ keepAlive: true }) };
    const agent =
      proxy.url.protocol === 'https:' ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    return { agent, through: proxy };
  }
}
