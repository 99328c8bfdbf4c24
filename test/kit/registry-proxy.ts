import { createServer, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** An http proxy on 127.0.0.1 that leads every name to a place on this machine. */
export interface TestProxy {
  readonly host: string;
  /** What it was asked for: `CONNECT host:port` or `GET http://…`, and the credentials that came along. */
  readonly asked: readonly {
    readonly line: string;
    readonly proxyAuthorization?: string;
    readonly authorization?: string;
  }[];
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** `host:port` as it is asked for → the port on 127.0.0.1 that answers. */
  readonly ways: Readonly<Record<string, number>>;
  /** `Basic …` that it wants to see. */
  readonly wants?: string;
  /** Answers CONNECT so, and not otherwise; an empty one is silence. */
  readonly connectAnswer?: string;
}

export async function startProxy({ ways, wants, connectAnswer }: ProxyOptions): Promise<TestProxy> {
  const asked: { line: string; proxyAuthorization?: string; authorization?: string }[] = [];
  const sockets = new Set<Socket>();
  const seen = (line: string, { 'proxy-authorization': proxy, authorization }: NodeJS.Dict<string | string[]>) => {
    asked.push({
      line,
      ...(proxy !== undefined && { proxyAuthorization: String(proxy) }),
      ...(authorization !== undefined && { authorization: String(authorization) }),
    });
    return wants === undefined || proxy === wants;
  };
  const server = createServer((message, response) => {
    const isKnown = seen(`${message.method} ${message.url}`, message.headers);
    const url = new URL(message.url ?? '', 'http://nowhere.invalid');
    const port = ways[url.host];
    if (!isKnown || port === undefined) return void response.writeHead(isKnown ? 502 : 407).end();
    const { 'proxy-authorization': _, ...headers } = message.headers;
    const on = request({ host: '127.0.0.1', port, path: url.pathname + url.search, method: message.method, headers });
    on.on('response', (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)));
    on.on('error', () => response.destroy());
    on.end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (message, socket) => {
    const isKnown = seen(`CONNECT ${message.url}`, message.headers);
    const port = ways[message.url ?? ''];
    if (connectAnswer !== undefined) return void (connectAnswer !== '' && socket.write(connectAnswer));
    if (!isKnown || port === undefined)
      return void socket.end(`HTTP/1.1 ${isKnown ? '502 Bad Gateway' : '407 Proxy Authentication Required'}\r\n\r\n`);
    const on = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    on.on('error', () => socket.destroy());
    socket.on('close', () => on.destroy());
    on.pipe(socket).pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
