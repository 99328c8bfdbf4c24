import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';
import { codeOf, isCertificateError } from '../registry/registry-error.ts';
import {
  DAEMON_NAMES,
  type DaemonAddress,
  type DaemonEnvironment,
  type DaemonKind,
  usualSockets,
} from './daemon-address.ts';

export { codeOf };

/** An address as a user would write it. */
export function shown(address: DaemonAddress): string {
  const text = address.kind === 'socket' ? `unix://${address.path}` : `tcp://${address.host}:${address.port}`;
  return printable(text, 300);
}

const START: Readonly<Record<DaemonKind, string>> = {
  docker: 'start Docker (systemctl start docker), or say where it is with DOCKER_HOST',
  podman: 'start its socket (systemctl --user start podman.socket), or say where it is with CONTAINER_HOST',
};
const ELSEWHERE = 'or name the image elsewhere: registry://NAME, archive://FILE';

export function noDaemon(kind: DaemonKind, environment: DaemonEnvironment): PlimsollError {
  const places = usualSockets(kind, environment).join(', ');
  return new PlimsollError(
    'daemon/not-running',
    `there is no socket of ${DAEMON_NAMES[kind]} (${printable(places, 300)})`,
    {
      help: [START[kind], ELSEWHERE],
    },
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it hung up',
  EHOSTUNREACH: 'there is no route to it',
  EAI_AGAIN: 'its name cannot be resolved now',
  ENETUNREACH: 'there is no network',
  ENOENT: 'there is no such socket',
  ENOTFOUND: 'there is no host of this name',
  EPROTO: 'it does not speak TLS',
  ETIMEDOUT: 'it did not answer in time',
};

/** What the system said when nothing could be asked, as an error that a person can use. */
export function unreachable(kind: DaemonKind, address: DaemonAddress, cause: unknown): PlimsollError {
  const code = codeOf(cause);
  const name = `${DAEMON_NAMES[kind]} at ${shown(address)}`;
  if (code === 'EACCES' || code === 'EPERM') {
    const help =
      kind === 'docker'
        ? [
            'join the group docker (it is as mighty as root), or run this with sudo',
            'or pipe the image: sudo docker save IMAGE | plimsoll scan -',
          ]
        : ["use your own: systemctl --user start podman.socket; root's images need sudo"];
    return new PlimsollError('daemon/denied', `this user may not speak to ${name}`, { cause, help });
  }
  if (isCertificateError(code)) {
    return new PlimsollError('daemon/untrusted-certificate', `the certificate of ${name} is not trusted (${code})`, {
      cause,
      help: ['put the authority of the daemon into ca.pem in the directory DOCKER_CERT_PATH'],
    });
  }
  if (code.startsWith('HPE_')) return badAnswer(kind, address, 'with something that is not HTTP', cause);
  const reason = code.startsWith('ERR_SSL_') ? REASONS['EPROTO'] : (REASONS[code] ?? code);
  const message = `cannot reach ${name}: ${reason}`;
  const options = { cause, help: [START[kind], ELSEWHERE] };
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return new PlimsollError('daemon/not-running', message, options);
  return new PlimsollError('daemon/unreachable', message, options);
}

/** `why` ends the sentence "… answered …". */
export function badAnswer(kind: DaemonKind, address: DaemonAddress, why: string, cause?: unknown): PlimsollError {
  const message = `${DAEMON_NAMES[kind]} at ${shown(address)} answered ${why}`;
  const help = /HTTP request to an HTTPS server/.test(why) ? ['set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH'] : [];
  return new PlimsollError('daemon/bad-answer', message, { cause, help });
}

/** It began to answer and did not end. */
export function brokenOff(kind: DaemonKind, cause: unknown): PlimsollError {
  const code = codeOf(cause);
  const reason = code === 'ETIMEDOUT' ? 'it fell silent' : code;
  return new PlimsollError(
    'daemon/interrupted',
    `${DAEMON_NAMES[kind]} broke off in the middle of an answer (${reason})`,
    {
      cause,
      help: ['its log says why: often its disk is full'],
    },
  );
}
