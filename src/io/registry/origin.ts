import { BlockList, isIP } from 'node:net';

/**
 * The URL of a registry. https, but for `plainHttp`. Docker Hub's registry has another name than its images.
 */
export function registryUrl(registry: string, plainHttp: boolean): URL {
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
  return new URL(`${plainHttp ? 'http' : 'https'}://${host}/`);
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** "This host" and link-local, where clouds keep their metadata. */
const NEAR = new BlockList();
NEAR.addSubnet('0.0.0.0', 8, 'ipv4');
NEAR.addSubnet('169.254.0.0', 16, 'ipv4');
NEAR.addAddress('::', 'ipv6');
NEAR.addSubnet('fe80::', 10, 'ipv6');

/** This machine by name or address: plain http never leaves it. */
export function isLoopback(url: URL): boolean {
  const host = hostOf(url);
  return host === 'localhost' || host.endsWith('.localhost') || isIn(LOOPBACK, host);
}

function isIn(list: BlockList, host: string): boolean {
  const family = isIP(host);
  return family !== 0 && list.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/**
 * Why a registry may not send us to `to` (a redirect, a token server); undefined when it may. It can never make us leave https,
 * nor talk to addresses that only mean something on this machine, unless it is there itself.
 */
export function refusalOf(from: URL, to: URL): string | undefined {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return 'which is neither http nor https';
  if (from.protocol === 'https:' && to.protocol === 'http:') return 'which would leave https';
  const isOwn = isIn(NEAR, hostOf(to)) || (isLoopback(to) && !isLoopback(from));
  if (isOwn && hostOf(to) !== hostOf(from)) return "which is an address of this machine's own";
  return undefined;
}

/** Registries whose token server stands under another domain, as their operators document it. */
const SISTERS: Readonly<Record<string, string>> = {
  'registry.redhat.io': 'sso.redhat.com',
  'registry.connect.redhat.com': 'sso.redhat.com',
};

/** Domains whose children belong to different people. */
const SHARED_DOMAINS: ReadonlySet<string> = new Set([
  'amazonaws.com',
  'appspot.com',
  'azurecr.io',
  'azurewebsites.net',
  'cloudapp.net',
  'cloudfront.net',
  'fly.dev',
  'github.io',
  'gitlab.io',
  'herokuapp.com',
  'jfrog.io',
  'netlify.app',
  'ngrok.io',
  'onrender.com',
  'pages.dev',
  'pkg.dev',
  'run.app',
  'vercel.app',
  'web.app',
  'windows.net',
  'workers.dev',
]);

/**
 * Whether credentials filed for a registry may go to the token server that it names: the same host, a host under the same parent
 * domain (`registry-1.docker.io`, `auth.docker.io`), or a documented sister; over https, or where the registry itself was asked
 * over http, on the same host.
 */
export function mayReceiveCredentials(registry: URL, realm: URL): boolean {
  if (realm.origin === registry.origin) return true;
  const [from, to] = [hostOf(registry), hostOf(realm)];
  if (from === to) return realm.protocol === 'https:' || registry.protocol === 'http:';
  if (realm.protocol !== 'https:' || isIP(from) !== 0 || isIP(to) !== 0) return false;
  if (SISTERS[from] === to) return true;
  const parent = from.slice(from.indexOf('.') + 1);
  return isOneOwners(parent) && (to === parent || to.endsWith(`.${parent}`));
}

/** Whether a domain is below a public suffix: `docker.io` is, `io`, `co.uk` and `github.io` are not. */
function isOneOwners(domain: string): boolean {
  const labels = domain.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  if (labels.length < 2 || SHARED_DOMAINS.has(domain)) return false;
  return labels.length > 2 || top.length > 2 || second.length > 3;
}
