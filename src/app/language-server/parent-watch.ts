import type { InitializeParams, WatchDog } from 'vscode-languageserver';

/** How often is looked whether the editor still lives. */
const EVERY_MS = 3000;

/** Ends the server when the client says so, and when the client is gone: nobody else would. */
export class ParentWatch implements WatchDog {
  shutdownReceived = false;
  readonly #end: (code: number) => void;
  #timer: NodeJS.Timeout | undefined;

  /** `end` takes the exit code: 0 after `shutdown`, else 1. */
  constructor(end: (code: number) => void) {
    this.#end = end;
  }

  initialize({ processId }: InitializeParams): void {
    this.stop();
    if (typeof processId !== 'number') return;
    this.#timer = setInterval(() => {
      if (!isAlive(processId)) this.leave();
    }, EVERY_MS);
    this.#timer.unref();
  }

  exit(code: number): void {
    this.#end(code);
  }

  leave(): void {
    this.#end(this.shutdownReceived ? 0 : 1);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** Signal 0 is no signal: it asks. Whoever belongs to somebody else lives. */
function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
