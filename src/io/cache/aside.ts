import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const NAME = /^([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{12}\.tmp$/;
/** Nobody works on one file for so long. */
const LONGEST_MS = 24 * 3_600_000;

/** A name for a file in the making. It tells who makes it, so that what a killed process left can be told from what a living one writes. */
export function asideName(): string {
  return `${scope()}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
}

/** Removes the files in the making of processes that are gone. What cannot be listed or removed stays. */
export function sweepAside(directory: string): void {
  try {
    for (const name of readdirSync(directory))
      if (isAbandoned(directory, name)) rmSync(join(directory, name), { force: true });
  } catch {
    // A directory that is not there, or not ours to clean.
  }
}

function isAbandoned(directory: string, name: string): boolean {
  const [, where, pid] = NAME.exec(name) ?? [];
  if (where === undefined) return false;
  if (where === scope() && !isAlive(Number(pid))) return true;
  // Of another machine or container nobody here knows what runs; and a number may be another process's by now.
  const status = statSync(join(directory, name), { throwIfNoEntry: false });
  return status !== undefined && Date.now() - status.mtimeMs > LONGEST_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

let known: string | undefined;

/** Where a process number means something: a machine, and on Linux a PID namespace, for containers may share a directory. */
function scope(): string {
  known ??= createHash('sha256').update(`${hostname()} ${namespaceOf()}`).digest('hex').slice(0, 8);
  return known;
}

function namespaceOf(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
