import type { Reply } from './hostile-registry.ts';

/** Ways to answer, well and badly. */

export function status(
  code: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): Reply {
  return (response) => void response.writeHead(code, { 'content-length': String(body.length), ...headers }).end(body);
}

export const redirect = (location: string, code = 302): Reply => status(code, { location });

/** Bytes without end, as fast as they are taken. */
export function endless(headers: Readonly<Record<string, string>> = {}, code = 200): Reply {
  return (response) => {
    response.writeHead(code, headers);
    const piece = Buffer.alloc(64 << 10, 'x');
    const more = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', more);
    more();
  };
}

/** One byte after the other. */
export function drip(everyMs: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(200, headers);
    const timer = setInterval(() => response.write(' '), everyMs);
    response.on('close', () => clearInterval(timer));
  };
}

/** Nothing, not even a head. */
export const silence: Reply = () => undefined;

/** Hangs up after so many bytes of what should be `total`. */
export function cutAfter(bytes: Uint8Array, count: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(200, { 'content-length': String(bytes.length), ...headers });
    response.write(bytes.subarray(0, count), () => setTimeout(() => response.destroy(), 10));
  };
}

/** Ends its side of the connection in the middle of a body and keeps the other open. */
export function halfClosed(bytes: Uint8Array, count: number): Reply {
  return (response) => {
    response.writeHead(200, { 'content-length': String(bytes.length) });
    response.write(bytes.subarray(0, count), () => response.socket?.end());
  };
}

/** The part that a `Range` asks for; the whole without one. */
export function parts(bytes: Uint8Array, cut = Number.POSITIVE_INFINITY): Reply {
  return (response, { headers }) => {
    const first = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    const rest = bytes.subarray(first);
    const range = { 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(first === 0 ? 200 : 206, { 'content-length': String(rest.length), ...(first > 0 && range) });
    if (rest.length <= cut) response.end(rest);
    else response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 10));
  };
}
