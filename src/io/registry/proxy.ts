import { BlockList, isIP } from 'node:net';
import { PlimsollError } from '../../model/error.ts';
import { isLoopback } from './origin.ts';

/** What HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say, in either spelling; read elsewhere. */
export interface ProxySettings {
  readonly http?: string;
  readonly https?: string;
  readonly all?: string;
  readonly none?: string;
}

export interface HttpProxy {
  /** Without user and password. */
  readonly url: URL;
  /** `Proxy-Authorization`, for the proxy alone. */
  readonly authorization?: string;
}

/**
 * The proxy that requests to `url` go through; undefined for none. This machine is never reached through one. Without a scheme a
 * proxy is http. `registry/bad-proxy` for one that is no http(s) URL: going around it would not be what was asked for.
 */
export function proxyFor(url: URL, settings: ProxySettings): HttpProxy | undefined {
  const text = (url.protocol === 'https:' ? settings.https : settings.http) || settings.all;
  if (!text || isLoopback(url) || isExempt(url, settings.none ?? '')) return undefined;
  const full = text.includes('://') ? text : `http://${text}`;
  const proxy = URL.canParse(full) ? new URL(full) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol) || proxy.hostname === '') throw badProxy(url);
  const user = proxy.username === '' && proxy.password === '' ? undefined : userOf(proxy, url);
  return { url: new URL(proxy.origin), ...(user !== undefined && { authorization: basic(user) }) };
}

function userOf({ username, password }: URL, url: URL): string {
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    throw badProxy(url);
  }
}

/** Never quotes the proxy: it may hold a password. */
function badProxy(url: URL): PlimsollError {
  const names = url.protocol === 'https:' ? 'HTTPS_PROXY or ALL_PROXY' : 'HTTP_PROXY or ALL_PROXY';
  return new PlimsollError('registry/bad-proxy', `${names} names no proxy that can be used`, {
    help: ['it takes http://HOST:PORT or https://HOST:PORT; SOCKS is not spoken'],
  });
}

function basic(pair: string): string {
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/**
 * Whether NO_PROXY names a host. Items are separated by commas or spaces: `*`, a domain (with or without a leading `.` or `*.`: itself
 * and its children), an address, a network in CIDR form; each may end in `:port`.
 */
export function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((item) => item !== '' && names(item, host, port));
}

function names(item: string, host: string, port: string): boolean {
  if (item === '*') return true;
  if (item.includes('/')) return isInNetwork(item, host);
  const [, bracketed, plain = bracketed ?? item, wanted] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(item) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  if (isIP(plain) !== 0) return isIP(host) !== 0 && addressOf(plain) === addressOf(host);
  const domain = plain.replace(/^\*?\./, '').replace(/\.$/, '');
  return domain !== '' && isIP(host) === 0 && (host === domain || host.endsWith(`.${domain}`));
}

function isInNetwork(item: string, host: string): boolean {
  const [network = '', bits = ''] = item.split('/');
  const family = isIP(network);
  const hostFamily = isIP(host);
  if (family === 0 || hostFamily === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, hostFamily === 4 ? 'ipv4' : 'ipv6');
}

/** One spelling of an address: IPv6 has many. */
function addressOf(text: string): string {
  return isIP(text) === 6 ? new URL(`http://[${text}]/`).hostname : text;
}
