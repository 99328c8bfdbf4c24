import { type ClientRequestArgs, request as requestHttp } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';
import type { HttpProxy } from './proxy.ts';
import { proxyRefused } from './registry-error.ts';

type Done = (cause: Error | null, socket: Duplex) => void;

/**
 * Connections to an https origin through a proxy (RFC 9110 §9.3.6, CONNECT). TLS is spoken with the origin, whose name the certificate
 * must bear: the proxy sees host and port, nothing else. The proxy's own credentials go to the proxy alone.
 */
export class TunnelAgent extends HttpsAgent {
  readonly #proxy: HttpProxy;
  readonly #connectMs: number;
  readonly #opening = new Set<{ destroy(): unknown }>();

  constructor(proxy: HttpProxy, connectMs: number, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#connectMs = connectMs;
  }

  override createConnection(options: ClientRequestArgs & ConnectionOptions, done: Done = () => undefined): undefined {
    const { url } = this.#proxy;
    const host = (options.host ?? '').replace(/^\[|\]$/g, '');
    const asked = this.#ask(`${isIP(host) === 6 ? `[${host}]` : host}:${options.port ?? 443}`);
    let current: { destroy(): unknown } = asked;
    this.#opening.add(asked);
    const end = () => {
      clearTimeout(timer);
      return this.#opening.delete(asked);
    };
    const fail = (cause: Error) => {
      current.destroy();
      // The agent takes no socket when there is an error, whatever its type says.
      if (end()) (done as (cause: Error) => void)(cause);
    };
    const timer = setTimeout(() => fail(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })), this.#connectMs);
    asked.on('error', (cause) => fail(proxyRefused(url, cause)));
    asked.on('response', ({ statusCode = 0 }) => fail(proxyRefused(url, statusCode)));
    asked.on('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      current = socket;
      // Bytes before ours would be the proxy's, not the origin's.
      if (statusCode !== 200 || head.length > 0) return fail(proxyRefused(url, statusCode));
      const secure = connect({ ...tlsOptionsIn(options), socket, servername: isIP(host) === 0 ? host : '', host });
      secure.on('error', fail);
      secure.once('secureConnect', () => {
        if (end()) done(null, secure);
        else secure.destroy();
      });
    });
    asked.end();
    return undefined;
  }

  #ask(target: string) {
    const { url, authorization } = this.#proxy;
    const isSecure = url.protocol === 'https:';
    return (isSecure ? requestHttps : requestHttp)({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || (isSecure ? 443 : 80),
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
    });
  }

  override destroy(): void {
    for (const asked of this.#opening) asked.destroy();
    super.destroy();
  }
}

/** The agent's own options, which Node has put among those of the request. */
function tlsOptionsIn(options: ConnectionOptions): ConnectionOptions {
  const { ca, cert, key, rejectUnauthorized } = options;
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    rejectUnauthorized: rejectUnauthorized ?? true,
  };
}
