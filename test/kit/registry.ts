import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What the registry wants to be shown. A token server answers at `/token` of every test registry; `realm` may name another. */
export type TestAuthorization =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly kind: 'bearer';
      /** Absent: anyone gets a token. */
      readonly username?: string;
      readonly password?: string;
      readonly refreshToken?: string;
      readonly realm?: string;
      readonly scope?: string;
    };

/** Something that goes wrong with requests whose `METHOD /path` matches, `times` times (default: always). */
export interface TestFault {
  readonly on: RegExp;
  readonly times?: number;
  /** Only requests that carry credentials. */
  readonly authorized?: boolean;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Hang up after so many bytes of the true answer. */
  readonly cutAfter?: number;
  /** Never answer. */
  readonly stall?: boolean;
}

export interface TestRegistryOptions {
  readonly authorization?: TestAuthorization;
  readonly faults?: readonly TestFault[];
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An OCI registry in memory, to be read from, on 127.0.0.1. */
export interface TestRegistry {
  /** `127.0.0.1:port`, for references. */
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  readonly requests: readonly RecordedRequest[];
  blob(bytes: Uint8Array | string): string;
  manifest(repository: string, tag: string, document: unknown, mediaType?: string): string;
  /** A whole small image; returns the digest of its manifest. */
  image(repository: string, tag: string, layers: readonly Uint8Array[]): string;
  fault(fault: TestFault): void;
  close(): Promise<void>;
}

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Starts a registry; `close` it. */
export async function startRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, { bytes: Buffer; mediaType: string }>();
  const tokens = new Set<string>();
  const requests: RecordedRequest[] = [];
  const faults: { fault: TestFault; left: number }[] = [];
  const fault = (one: TestFault) => void faults.push({ fault: one, left: one.times ?? Number.POSITIVE_INFINITY });
  options.faults?.forEach(fault);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { method = 'GET', url = '/', headers } = request;
    const body = Buffer.concat(pieces).toString();
    requests.push({ method, path: url, headers, body });
    const found = faults.find(
      ({ fault: { on, authorized }, left }) =>
        left > 0 && on.test(`${method} ${url}`) && (authorized !== true || headers.authorization !== undefined),
    );
    if (found !== undefined) {
      found.left--;
      if (found.fault.stall) return;
      if (found.fault.status !== undefined) {
        response.writeHead(found.fault.status, found.fault.headers).end(found.fault.body ?? '');
        return;
      }
    }
    answer(url, headers, body, response, found?.fault.cutAfter);
  };
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void handle(request, response).catch(() => response.destroy());
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const origin = `${options.tls === undefined ? 'http' : 'https'}://${host}`;

  const answer = (
    url: string,
    headers: IncomingMessage['headers'],
    body: string,
    response: ServerResponse,
    cutAfter?: number,
  ) => {
    if (url.startsWith('/token')) return answerToken(headers, body, response);
    if (!isAllowed(headers.authorization)) {
      response.writeHead(401, { 'www-authenticate': challenge(url), 'content-length': '0' }).end();
      return;
    }
    const [, repository = '', kind, name = ''] =
      /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/?]+)/.exec(decodeURIComponent(url)) ?? [];
    if (kind === 'manifests') {
      const found = manifests.get(`${repository}@${name}`);
      return send(response, found?.bytes, found?.mediaType, cutAfter);
    }
    if (kind === 'blobs') return send(response, blobs.get(name), 'application/octet-stream', cutAfter);
    const names = [...manifests.keys()].filter((key) => key.startsWith(`${repository}@`));
    const tags = names.map((key) => key.slice(repository.length + 1)).filter((tag) => !tag.startsWith('sha256:'));
    const list =
      kind === 'tags' && tags.length > 0 ? Buffer.from(JSON.stringify({ name: repository, tags })) : undefined;
    return send(response, list, 'application/json', cutAfter);
  };

  const isAllowed = (authorization: string | undefined): boolean => {
    const wanted = options.authorization;
    if (wanted === undefined) return true;
    if (wanted.kind === 'basic') return authorization === basicOf(wanted.username, wanted.password);
    return authorization?.startsWith('Bearer ') === true && tokens.has(authorization.slice(7));
  };

  const challenge = (url: string): string => {
    if (options.authorization?.kind !== 'bearer') return 'Basic realm="test"';
    const [, repository = ''] = /^\/v2\/(.+)\/(?:manifests|blobs|tags)\//.exec(url) ?? [];
    const { realm = `${origin}/token`, scope = `repository:${repository}:pull` } = options.authorization;
    return `Bearer realm="${realm}",service="test",scope="${scope}"`;
  };

  const answerToken = (headers: IncomingMessage['headers'], body: string, response: ServerResponse) => {
    const wanted = options.authorization?.kind === 'bearer' ? options.authorization : undefined;
    const form = new URLSearchParams(body);
    const isKnown =
      wanted?.username === undefined ||
      headers.authorization === basicOf(wanted.username, wanted.password ?? '') ||
      (wanted.refreshToken !== undefined && form.get('refresh_token') === wanted.refreshToken);
    if (!isKnown) {
      response.writeHead(401).end();
      return;
    }
    const token = `token-${randomUUID()}`;
    tokens.add(token);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token, expires_in: 300 }));
  };

  const registry: TestRegistry = {
    host,
    port,
    origin,
    requests,
    fault,
    blob: (content) => {
      const bytes = Buffer.from(content);
      blobs.set(digestOf(bytes), bytes);
      return digestOf(bytes);
    },
    manifest: (repository, tag, document, mediaType = OCI_MANIFEST) => {
      const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
      for (const name of [tag, digestOf(bytes)]) manifests.set(`${repository}@${name}`, { bytes, mediaType });
      return digestOf(bytes);
    },
    image: (repository, tag, layers) => {
      const described = (bytes: Uint8Array | string, mediaType: string) => ({
        mediaType,
        digest: registry.blob(bytes),
        size: Buffer.from(bytes).length,
      });
      const diffIds = layers.map((layer) => digestOf(Buffer.from(layer)));
      const config = { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: diffIds } };
      return registry.manifest(repository, tag, {
        schemaVersion: 2,
        mediaType: OCI_MANIFEST,
        config: described(JSON.stringify(config), 'application/vnd.oci.image.config.v1+json'),
        layers: layers.map((layer) => described(layer, 'application/vnd.oci.image.layer.v1.tar')),
      });
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return registry;
}

function send(response: ServerResponse, bytes: Buffer | undefined, mediaType = '', cutAfter?: number): void {
  if (bytes === undefined) {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"errors":[{"code":"NOT_FOUND"}]}');
    return;
  }
  response.writeHead(200, { 'content-type': mediaType, 'content-length': String(bytes.length) });
  if (cutAfter === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 20));
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function basicOf(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
