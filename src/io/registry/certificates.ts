import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';

export interface TrustOptions {
  /** A PEM file of authorities that are trusted beside the system's, for every host. */
  readonly caFile?: string;
  /** Directories with one directory per `host[:port]`, whose `*.crt` are authorities for that host (Docker's certs.d). */
  readonly certificateDirectories?: readonly string[];
}

/** Authorities for a host, the usual ones included; undefined when there are no others: Node's own are then used as they are. */
export async function trustedAuthorities(host: string, options: TrustOptions): Promise<readonly string[] | undefined> {
  const { caFile, certificateDirectories = [] } = options;
  const extra: string[] = caFile === undefined ? [] : [await readAuthority(caFile)];
  for (const directory of certificateDirectories) {
    const own = join(directory, host);
    const names = await readdir(own).catch(() => []);
    for (const name of names.sort()) if (name.endsWith('.crt')) extra.push(await readAuthority(join(own, name)));
  }
  return extra.length === 0 ? undefined : [...getCACertificates('default'), ...extra];
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
