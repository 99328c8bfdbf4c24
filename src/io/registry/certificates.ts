import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';
import type { HostTrust } from './place.ts';

export interface TrustOptions {
  /** A PEM file of authorities that are trusted beside the system's, for every host. */
  readonly caFile?: string;
  /**
   * Directories with one directory per `host[:port]` (Docker's certs.d): `*.crt` are authorities for that host, a `*.cert` and the
   * `*.key` of the same name say to that host who we are.
   */
  readonly certificateDirectories?: readonly string[];
}

/** What TLS with one host takes; an empty one means Node's own. */
export interface TlsOptions {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
  readonly rejectUnauthorized?: false;
}

/** Certificates for a host (`host[:port]`), those that its own files name included. `registry/no-authority`, `registry/no-client-certificate`. */
export async function tlsOptionsFor(host: string, options: TrustOptions, own: HostTrust = {}): Promise<TlsOptions> {
  const { caFile, certificateDirectories = [] } = options;
  const authorities = [...(caFile === undefined ? [] : [caFile]), ...(own.authorities ?? [])];
  let client = own.clientCertificate;
  for (const directory of certificateDirectories) {
    const names = (await readdir(join(directory, host)).catch(() => [])).sort();
    const path = (name: string) => join(directory, host, name);
    authorities.push(...names.filter((name) => name.endsWith('.crt')).map(path));
    const certificate = names.find((name) => name.endsWith('.cert'));
    if (certificate !== undefined)
      client ??= { certificate: path(certificate), key: path(certificate.replace(/cert$/, 'key')) };
  }
  const extra = await Promise.all(authorities.map(readAuthority));
  return {
    ...(extra.length > 0 && { ca: [...getCACertificates('default'), ...extra] }),
    ...(client && (await readClient(client.certificate, client.key))),
    ...(own.insecure && { rejectUnauthorized: false }),
  };
}

async function readClient(certificate: string, key: string): Promise<{ cert: string; key: string }> {
  const [cert, secret] = await Promise.all([certificate, key].map((path) => readFile(path, 'utf8').catch(() => '')));
  const isOpen = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(secret ?? '') && !/(?:BEGIN |,)ENCRYPTED/.test(secret ?? '');
  if (cert?.includes('-----BEGIN CERTIFICATE-----') && isOpen) return { cert, key: secret! };
  const message = `${printable(certificate, 300)} has no key beside it, or one of both cannot be read`;
  throw new PlimsollError('registry/no-client-certificate', message, {
    help: ['a client certificate is a pair of PEM files, NAME.cert and NAME.key; the key has no password'],
  });
}

async function readAuthority(path: string): Promise<string> {
  let text = '';
  let cause: unknown;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    cause = thrown;
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new PlimsollError('registry/no-authority', `${printable(path, 300)} holds no certificate that can be read`, {
    cause,
    help: ['it must be a PEM file with the certificate of the authority'],
  });
}
