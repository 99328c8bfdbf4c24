import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lane, LaneListener, LaneOptions } from './lane.ts';
import { POSITION_BYTES, positionIn, writeNowhere } from './position.ts';
import type { FromWorker } from './protocol.ts';

/**
 * The shell sets the bounds, which the program itself cannot: memory in KiB (`ulimit -d`), seconds of processor time (`-t`: one that spins
 * when its owner is gone comes to an end), and no core dumps.
 */
const SHELL = 'ulimit -d "$1" && ulimit -t "$2" && ulimit -c 0 && shift 2 && exec "$@"';

/** One process has several threads: unpacking and collecting garbage go on beside the readers. */
const PROCESSOR_SHARE = 4;

/**
 * A worker in a process of its own: with bounded memory, without the environment (no credentials), without leave to write files or start
 * programs (Node's permission model). What ends it ends nothing else.
 */
export function processLane({ script, limits }: LaneOptions): Lane {
  const position = positionFile();
  const kibibytes = Math.ceil(limits.memoryBytes / 1024);
  const seconds = Math.ceil((PROCESSOR_SHARE * limits.scanMs) / 1000);
  const node = [process.execPath, '--permission', '--allow-fs-read=*', fileURLToPath(script), JSON.stringify(limits)];
  const child = spawn('/bin/sh', ['-c', SHELL, 'sh', `${kibibytes}`, `${seconds}`, ...node], {
    env: {},
    // Its last words, such as V8's about its heap, help nobody: the report says what happened.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', position.fd],
    serialization: 'advanced',
  });
  let listener: LaneListener | undefined;
  let isGone = false;
  const gone = (cause?: Error) => {
    isGone = true;
    listener?.lost(cause);
  };
  child.on('message', (message) => listener?.message(message as FromWorker));
  child.on('error', gone);
  child.on('exit', (code, signal) => gone(new Error(`it ended with ${signal ?? code}`)));
  hold(child, false);
  return {
    post: (message) => {
      if (!isGone) child.send(message, (cause) => cause && gone(cause));
    },
    listen: (other) => {
      listener = other;
      if (isGone) other?.lost(undefined);
    },
    position: position.read,
    stop: async () => {
      if (!isGone && child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        hold(child, true);
        child.kill('SIGKILL');
        await ended;
      }
      position.close();
    },
    hold: (isHeld) => hold(child, isHeld),
  };
}

function hold(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** A file without a name: nothing is left of it, however the program ends. */
function positionFile() {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-position-'));
  const fd = openSync(join(directory, 'position'), 'w+');
  rmSync(directory, { recursive: true, force: true });
  const view = new Int32Array(POSITION_BYTES / Int32Array.BYTES_PER_ELEMENT);
  writeNowhere(view);
  writeSync(fd, view, 0, POSITION_BYTES, 0);
  let isOpen = true;
  return {
    fd,
    read: () => {
      if (isOpen) readSync(fd, view, 0, POSITION_BYTES, 0);
      return positionIn(view);
    },
    close: () => {
      if (isOpen) closeSync(fd);
      isOpen = false;
    },
  };
}
