/**
 * The one exception of the program: the asked-for thing cannot be done.
 * `code` is `folder/what`, stable, and listed in the reference. `help` is at most two lines of what the user can do.
 */
export class PlimsollError extends Error {
  readonly code: ErrorCode;
  readonly help: readonly string[];

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; help?: readonly string[] } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PlimsollError';
    this.code = code;
    this.help = options.help ?? [];
  }
}

export type ErrorCode = `${string}/${string}`;
