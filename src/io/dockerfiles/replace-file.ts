import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { PlimsollError } from '../../model/error.ts';

/** Puts new bytes in the place of a file, aside and by a rename: nobody finds a part of it. It keeps its mode, and a link stays a link. `lint/unwritable`. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  try {
    const target = realpathSync(path);
    const { mode } = statSync(target);
    const aside = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      const file = openSync(aside, 'wx', 0o600);
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
        fchmodSync(file, mode & 0o7777);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(aside, target);
    } finally {
      rmSync(aside, { force: true });
    }
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new PlimsollError('lint/unwritable', `${path} cannot be written (${why})`, { cause });
  }
}
