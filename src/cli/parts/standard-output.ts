import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { PlimsollError } from '../../model/error.ts';

/** Standard output. A reader that went away (`| head`) is no error: what follows is dropped. `report/unwritable` for a full disk and the like. */
export class StandardOutput {
  readonly #open: () => Writable;
  #stream: Writable | undefined;
  #isGone = false;

  /** `open` is called with the first text. */
  constructor(open: () => Writable) {
    this.#open = open;
  }

  async write(text: string): Promise<void> {
    if (this.#isGone || text === '') return;
    // Each write gets its own answer; without a listener the event would end the process.
    this.#stream ??= this.#open().on('error', () => {});
    const stream = this.#stream;
    const failure = await writeTo(stream, text);
    if (!failure) return;
    this.#isGone = true;
    const code = 'code' in failure ? String(failure.code) : failure.message;
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
    throw new PlimsollError('report/unwritable', `standard output cannot be written (${code})`, { cause: failure });
  }
}

/** Gives what went wrong. */
async function writeTo(stream: Writable & { readonly fd?: number }, text: string): Promise<Error | null | undefined> {
  const file = plainFileOf(stream);
  if (file === undefined) return new Promise((resolve) => stream.write(text, resolve));
  try {
    // Node's own stream for files takes a write that was cut short by a full disk for a whole one.
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

function plainFileOf({ fd }: { readonly fd?: number }): number | undefined {
  try {
    return fd !== undefined && fstatSync(fd).isFile() ? fd : undefined;
  } catch {
    return undefined;
  }
}
