import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TlsPair } from './registry-certificate.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How one request is answered. */
export type Reply = (response: ServerResponse, request: SeenRequest) => void;

/** What is answered to requests whose `METHOD /path` matches, so many times (default: always). */
export interface Step {
  readonly on: RegExp;
  readonly times?: number;
  readonly reply: Reply;
}

export interface HostileOptions {
  /** 127.0.0.1 when absent. */
  readonly address?: '127.0.0.1' | '127.0.0.2' | '::1';
  readonly tls?: TlsPair & { readonly ca?: string };
  readonly script?: readonly Step[];
}

/** A server on this machine that follows a script: the first step that matches answers, else what was put there, else 404. */
export interface HostileRegistry {
  /** `address:port`, for references. */
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  /** How many connections there were, and how many bytes went out on them, TLS not counted. */
  readonly connections: number;
  readonly bytesSent: number;
  /** Forgets requests, script and content. */
  reset(): void;
  play(...steps: Step[]): void;
  put(path: string, bytes: Uint8Array | string, headers?: Readonly<Record<string, string>>): void;
  /** A small whole image at `/v2/<repository>`; its manifest's digest. */
  image(repository: string, tag: string, layers: readonly Uint8Array[]): string;
  close(): Promise<void>;
}

export async function startHostile(options: HostileOptions = {}): Promise<HostileRegistry> {
  const requests: SeenRequest[] = [];
  const contents = new Map<string, { bytes: Buffer; headers: Readonly<Record<string, string>> }>();
  const sockets = new Set<Socket>();
  let steps: { step: Step; left: number }[] = [];
  const play = (...more: Step[]) => {
    steps = [...steps, ...more.map((step) => ({ step, left: step.times ?? Number.POSITIVE_INFINITY }))];
  };
  play(...(options.script ?? []));

  const answer = (request: SeenRequest, response: ServerResponse) => {
    const line = `${request.method} ${request.path}`;
    const found = steps.find(({ step, left }) => left > 0 && step.on.test(line));
    if (found !== undefined) {
      found.left--;
      found.step.reply(response, request);
      return;
    }
    const content = contents.get(decodeURIComponent(request.path.split('?')[0]!));
    if (content === undefined) response.writeHead(404, { 'content-length': '0' }).end();
    else
      response
        .writeHead(200, { 'content-length': String(content.bytes.length), ...content.headers })
        .end(content.bytes);
  };

  const { tls, address = '127.0.0.1' } = options;
  const server =
    tls === undefined
      ? createServer()
      : createTlsServer({ ...tls, requestCert: tls.ca !== undefined, rejectUnauthorized: false });
  server.on('request', (message, response) => {
    let body = '';
    message.on('data', (piece) => (body += piece));
    message.on('end', () => {
      const { method = '', url = '', headers } = message;
      const request = { method, path: url, headers, body };
      requests.push(request);
      answer(request, response);
    });
    response.on('error', () => undefined);
  });
  server.on('connection', (socket: Socket) => void sockets.add(socket));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  const host = `${address === '::1' ? '[::1]' : address}:${port}`;

  const put: HostileRegistry['put'] = (path, bytes, headers = {}) =>
    void contents.set(path, { bytes: Buffer.from(bytes), headers });
  return {
    host,
    port,
    origin: `${tls === undefined ? 'http' : 'https'}://${host}`,
    requests,
    get connections() {
      return sockets.size;
    },
    get bytesSent() {
      return [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
    },
    reset: () => {
      requests.length = 0;
      steps = [];
      contents.clear();
    },
    play,
    put,
    image: (repository, tag, layers) => {
      const { manifest, blobs } = imageOf(layers);
      for (const blob of blobs) put(`/v2/${repository}/blobs/${digestOf(blob)}`, blob);
      for (const name of [tag, digestOf(manifest)])
        put(`/v2/${repository}/manifests/${name}`, manifest, { 'content-type': MANIFEST });
      return digestOf(manifest);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';

/** The documents of a small image. */
export function imageOf(layers: readonly Uint8Array[]): { manifest: Buffer; blobs: readonly Uint8Array[] } {
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
    }),
  );
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptorOf(config, 'application/vnd.oci.image.config.v1+json'),
    layers: layers.map((layer) => descriptorOf(layer, 'application/vnd.oci.image.layer.v1.tar')),
  };
  return { manifest: Buffer.from(JSON.stringify(manifest)), blobs: [config, ...layers] };
}

/** The descriptor of some bytes, as a document names them. */
export function descriptorOf(
  bytes: Uint8Array,
  mediaType: string,
): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
