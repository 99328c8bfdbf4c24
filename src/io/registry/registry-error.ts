import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';

/** The system's or TLS's word for what went wrong; never the message, which may quote a URL. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no answer';
}

/** Failures of certificates: a downgrade or another try would not help, and must not. */
export function isCertificateError(code: string): boolean {
  return /^(?:ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|CRL_)/.test(
    code,
  );
}

/** The other side does not speak TLS, or hung up on it. */
export function isNotTls(code: string): boolean {
  return (
    code === 'EPROTO' ||
    code.startsWith('ERR_SSL_') ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'ETIMEDOUT'
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'its name cannot be resolved now',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it hung up',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'it did not answer in time',
};

export function unreachable(host: string, cause: unknown): PlimsollError {
  const code = codeOf(cause);
  if (isCertificateError(code)) {
    return new PlimsollError(
      'registry/untrusted-certificate',
      `the certificate of ${printable(host)} is not trusted (${code})`,
      {
        cause,
        help: [`when it has its own authority, put that into /etc/docker/certs.d/${printable(host)}/ca.crt`],
      },
    );
  }
  const noTls = code === 'EPROTO' || code.startsWith('ERR_SSL_');
  return new PlimsollError(
    'registry/unreachable',
    `cannot reach ${printable(host)}: ${noTls ? 'it does not speak TLS' : (REASONS[code] ?? code)}`,
    {
      cause,
      help: [
        noTls
          ? 'when it is a plain http registry, and you trust the network, add --plain-http'
          : 'check the name and the network; an image on this machine is named by archive:// or oci-dir:',
      ],
    },
  );
}

/** A proxy that answers `why`, a status or an error. Neither its user nor its words are told. */
export function proxyRefused(proxy: URL, why: number | Error): PlimsollError {
  const told = typeof why === 'number' ? `it answered ${why}` : (REASONS[codeOf(why)] ?? codeOf(why));
  return new PlimsollError('registry/proxy-failed', `the proxy ${printable(proxy.host)} gives no way: ${told}`, {
    help: [
      why === 407
        ? 'it wants a user and password, as in HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT'
        : 'check HTTPS_PROXY; hosts that are reached without a proxy stand in NO_PROXY',
    ],
  });
}

export function denied(what: string, help: readonly string[]): PlimsollError {
  return new PlimsollError('registry/denied', what, { help: help.slice(0, 2) });
}

export function unavailable(host: string, status: number): PlimsollError {
  const message =
    status === 429 ? `${printable(host)} refuses more requests for now (429)` : `${printable(host)} fails (${status})`;
  return new PlimsollError('registry/unavailable', message, {
    help: [status === 429 ? 'wait, or log in: known users are often allowed more' : 'try again later'],
  });
}

/** A body of less than so many bytes in a second is no transfer, it holds us. */
export function tooSlow(host: string): PlimsollError {
  return new PlimsollError('registry/too-slow', `${printable(host)} sends so slowly that it would never end`, {
    help: ['try again later, or from another network'],
  });
}

/** Content under another encoding than the one asked for: none is undone, as what is checked are the bytes that were sent. */
export function encoded(host: string, encoding: string): PlimsollError {
  return badAnswer(host, `with Content-Encoding ${printable(encoding, 40)}, which is not undone: none was asked for`);
}

/** `why` ends the sentence "… answered …". */
export function badAnswer(host: string, why: string, cause?: unknown): PlimsollError {
  return new PlimsollError('registry/bad-answer', `${printable(host)} answered ${why}`, { cause });
}

/** A body that ended too early; `cause` is the system's. */
export function brokenOff(host: string, cause: unknown): unknown {
  if (cause instanceof PlimsollError || (cause instanceof Error && cause.name === 'AbortError')) return cause;
  const message = `${printable(host)} broke off in the middle of an answer (${codeOf(cause)})`;
  return new PlimsollError('registry/interrupted', message, { cause, help: ['try again'] });
}

/** Content of another length than the document that names it says. */
export function wrongSize(host: string, digest: string, sizeBytes: number, sent: string): PlimsollError {
  return new PlimsollError(
    'registry/wrong-size',
    `${printable(host)} sends ${sent} bytes for ${digest}, which is said to have ${sizeBytes}`,
    { help: ['the image is damaged or was tampered with: push it again'] },
  );
}
