import { spawn } from 'node:child_process';
import { limits } from '../../formats/bytes/limits.ts';

export type HelperAnswer =
  | { readonly kind: 'found'; readonly username: string; readonly secret: string }
  | { readonly kind: 'none' }
  /** `why` never holds what the helper printed: that may be the secret. */
  | { readonly kind: 'failed'; readonly why: string };

const HELPER_MS = 20_000;

/**
 * Asks `docker-credential-<name> get` for a server (docker/docker-credential-helpers, "Development"). `variables` is the environment
 * it runs in, this process's own when absent. Nothing of the name goes through a shell.
 */
export function askHelper(
  name: string,
  server: string,
  variables: Readonly<Record<string, string | undefined>> | undefined,
  signal: AbortSignal,
): Promise<HelperAnswer> {
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) return Promise.resolve({ kind: 'failed', why: 'its name is not valid' });
  return new Promise((resolve) => {
    const child = spawn(`docker-credential-${name}`, ['get'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: variables,
      signal,
      timeout: HELPER_MS,
      killSignal: 'SIGKILL',
    });
    const pieces: Buffer[] = [];
    let bytes = 0;
    child.stdout.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > limits.tokenBytes) child.kill('SIGKILL');
      else pieces.push(piece);
    });
    child.on('error', (cause: NodeJS.ErrnoException) =>
      resolve({ kind: 'failed', why: cause.code === 'ENOENT' ? 'it is not installed' : 'it could not be started' }),
    );
    child.on('close', (code, killed) => resolve(answerOf(Buffer.concat(pieces).toString(), code, killed)));
    // A helper that does not read its input is no reason to fall.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${server}\n`);
  });
}

function answerOf(output: string, code: number | null, killed: string | null): HelperAnswer {
  if (killed !== null) return { kind: 'failed', why: 'it did not answer in time, or without end' };
  if (code !== 0) {
    return /credentials not found/i.test(output) ? { kind: 'none' } : { kind: 'failed', why: `it ended with ${code}` };
  }
  try {
    const { Username: username, Secret: secret } = JSON.parse(output) as Record<string, unknown>;
    if (typeof username === 'string' && typeof secret === 'string') {
      return secret === '' ? { kind: 'none' } : { kind: 'found', username, secret };
    }
  } catch {
    // Falls through: the parser's message would quote the output.
  }
  return { kind: 'failed', why: 'its answer is not understood' };
}
