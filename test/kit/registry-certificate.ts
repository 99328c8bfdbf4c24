import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TlsPair {
  readonly key: string;
  readonly cert: string;
}

/** A key and a certificate that is its own authority, made by openssl in `directory`; the files are `ca.crt` and `key.pem`. */
export function makeCertificate(directory: string, names: readonly string[]): TlsPair {
  mkdirSync(directory, { recursive: true });
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'ca.crt')];
  const made = ['-keyout', key, '-out', cert, '-subj', '/CN=test', '-addext', `subjectAltName=${names.join(',')}`];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, ...made], { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}
