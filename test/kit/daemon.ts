import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from 'node:net';
import type { BuiltImage } from './image.ts';
import { layoutFilesOf, sha256, tarOfFiles } from './image.ts';

/** An image as a daemon holds it. */
export interface DaemonImage {
  readonly id: string;
  readonly names: readonly string[];
  readonly platform?: { readonly os: string; readonly architecture: string };
  /** What `GET /images/ID/get` gives. */
  readonly exported: Uint8Array;
}

/** Something that goes wrong with requests whose path matches. */
export interface DaemonFault {
  readonly on: RegExp;
  readonly status?: number;
  readonly body?: string | Uint8Array;
  /** Hang up after so many bytes of the true answer. */
  readonly cutAfter?: number;
  /** Say nothing more after so many bytes of the true answer; 0: no answer at all. */
  readonly stallAfter?: number;
  /** Bytes without end. */
  readonly endless?: boolean;
}

export interface TestDaemonOptions {
  /** A socket to listen on; else a port of 127.0.0.1. */
  readonly socket?: string;
  readonly tls?: { readonly key: string; readonly cert: string; readonly ca?: string };
}

/** A daemon that answers as Docker does where images are read, and says 405 to all that is not GET. */
export interface TestDaemon {
  /** As in DOCKER_HOST. */
  readonly host: string;
  readonly port: number;
  /** `METHOD /path` of every request. */
  readonly requests: readonly string[];
  image(image: DaemonImage): void;
  fault(fault: DaemonFault): void;
  close(): Promise<void>;
}

export async function startDaemon({ socket, tls }: TestDaemonOptions = {}): Promise<TestDaemon> {
  const images: DaemonImage[] = [];
  const faults: DaemonFault[] = [];
  const requests: string[] = [];
  const listener = ({ method, url = '/' }: IncomingMessage, response: ServerResponse) => {
    requests.push(`${method} ${url}`);
    response.on('error', () => undefined);
    const answer =
      method === 'GET' ? answerOf(decodeURIComponent(url), images) : { status: 405, body: Buffer.alloc(0) };
    const fault = faults.find(({ on }) => on.test(url)) ?? { on: /$/ };
    send(response, { status: fault.status ?? answer.status, body: fault.body ?? answer.body }, fault);
  };
  const server =
    tls === undefined
      ? createServer(listener)
      : createTlsServer({ ...tls, ...(tls.ca && { requestCert: true, rejectUnauthorized: true }) }, listener);
  await listening(server, socket);
  const port = portOf(server);
  return {
    host: socket === undefined ? `tcp://127.0.0.1:${port}` : `unix://${socket}`,
    port,
    requests,
    image: (image) => void images.push(image),
    fault: (fault) => void faults.unshift(fault),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Something that is no HTTP server: it says `greeting` to whoever connects, and hangs up. */
export async function startGarbage(greeting: string | Uint8Array, socket: string): Promise<() => Promise<void>> {
  const connections = new Set<Socket>();
  const server = createPlainServer((connection) => {
    connections.add(connection);
    connection.on('error', () => undefined);
    connection.end(greeting);
  });
  await listening(server, socket);
  return async () => {
    for (const connection of connections) connection.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}

/** The image as Docker before 25 keeps and exports it: the id is the digest of its configuration. */
export function classicImage(built: BuiltImage, ...names: readonly string[]): DaemonImage {
  return { id: sha256(built.config), names, platform: built.platform, exported: built.dockerSave(names[0]) };
}

/** The image as containerd's image store in Docker keeps it: the id is the digest of the manifest, the export a layout beside docker-save. */
export function containerdImage(built: BuiltImage, ...names: readonly string[]): DaemonImage {
  const path = (digest: string) => `blobs/${digest.replace(':', '/')}`;
  const saved = [
    { Config: path(sha256(built.config)), RepoTags: names, Layers: built.layers.map(({ digest }) => path(digest)) },
  ];
  const files = layoutFilesOf(
    [[names[0] ?? 'latest', built]],
    new Map([['manifest.json', Buffer.from(JSON.stringify(saved))]]),
  );
  return { id: built.digest, names, platform: built.platform, exported: tarOfFiles(files) };
}

interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array;
}

/** Docker Engine API 1.41, "Images": inspect, list, export. */
function answerOf(url: string, images: readonly DaemonImage[]): Answer {
  const json = (status: number, value: unknown) => ({ status, body: JSON.stringify(value) });
  if (url === '/images/json') {
    return json(
      200,
      images.map(({ id, names }) => ({ Id: id, RepoTags: names.length === 0 ? null : names })),
    );
  }
  const [, name = '', action] = /^\/images\/(.+)\/(json|get)$/.exec(url) ?? [];
  const spellings = [name, `${name}:latest`];
  const image = images.find(
    ({ id, names }) => id === name || id.slice(7, 19) === name || names.some((one) => spellings.includes(one)),
  );
  if (image === undefined || action === undefined) return json(404, { message: `No such image: ${name}` });
  if (action === 'get') return { status: 200, body: image.exported };
  const { os, architecture } = image.platform ?? {};
  return json(200, { Id: image.id, RepoTags: image.names, RepoDigests: [], Os: os, Architecture: architecture });
}

function send(
  response: ServerResponse,
  { status, body }: Answer,
  { cutAfter, stallAfter, endless }: DaemonFault,
): void {
  if (stallAfter === 0) return;
  const bytes = Buffer.from(body);
  response.writeHead(status);
  if (endless) flood(response);
  else if (cutAfter === undefined && stallAfter === undefined) response.end(bytes);
  else {
    response.write(bytes.subarray(0, cutAfter ?? stallAfter), () => {
      if (cutAfter !== undefined) response.destroy();
    });
  }
}

function flood(response: ServerResponse): void {
  const piece = Buffer.alloc(1 << 20);
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
}

function listening(server: Server, socket: string | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (socket === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(socket, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo | string | null;
  return typeof address === 'object' && address !== null ? address.port : 0;
}
