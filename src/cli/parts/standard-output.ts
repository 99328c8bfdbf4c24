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
    const failure = await new Promise<Error | null | undefined>((resolve) => stream.write(text, resolve));
    if (!failure) return;
    this.#isGone = true;
    const code = 'code' in failure ? String(failure.code) : failure.message;
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
    throw new PlimsollError('report/unwritable', `standard output cannot be written (${code})`, { cause: failure });
  }
}
