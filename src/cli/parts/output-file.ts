import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { PlimsollError } from '../../model/error.ts';

/** Whether a file can be written there, told before the work that fills it. `report/unwritable`. */
export function checkWritable(path: string): void {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory()) throw unwritable(path, 'it is a directory');
    if (status === undefined && !statSync(dirname(path)).isDirectory()) throw unwritable(path, 'ENOTDIR');
    accessSync(status === undefined || status.isFile() ? dirname(realpathOf(path)) : path, constants.W_OK);
  } catch (cause) {
    throw cause instanceof PlimsollError ? cause : unwritable(path, codeOf(cause), cause);
  }
}

/** Writes a file aside and renames it: nobody finds a part of it. What is no plain file (a device, a pipe) is written in place. */
export function writeOutputFile(path: string, chunks: Iterable<string>): void {
  const target = realpathOf(path);
  try {
    const status = statSync(target, { throwIfNoEntry: false });
    if (status !== undefined && !status.isFile()) {
      writeAll(target, 'w', chunks);
      return;
    }
    const aside = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      writeAll(aside, 'wx', chunks);
      renameSync(aside, target);
    } finally {
      rmSync(aside, { force: true });
    }
  } catch (cause) {
    throw unwritable(path, codeOf(cause), cause);
  }
}

function writeAll(path: string, flags: string, chunks: Iterable<string>): void {
  const file = openSync(path, flags);
  try {
    for (const chunk of chunks) {
      const bytes = Buffer.from(chunk);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    }
  } finally {
    closeSync(file);
  }
}

/** A link stays a link: what it names is written. */
function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function unwritable(path: string, why: string, cause?: unknown): PlimsollError {
  return new PlimsollError('report/unwritable', `${path} cannot be written (${why})`, { cause });
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause ? String(cause.code) : cause.message;
}
