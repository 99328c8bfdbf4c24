import { PlimsollError } from '../../model/error.ts';
import { escapeText } from '../../report/parts/escape.ts';

/** Longer lines tell nothing more. */
const LONGEST = 1000;
const HELP_LINES = 2;

export interface ErrorView {
  readonly unicode: boolean;
  readonly paint: boolean;
  /** Whether to show where in the program it happened. */
  readonly stack: boolean;
}

/** `error: what, where  [code]` and at most two indented lines of what to do. What is not ours is a flaw of the program. */
export function errorText(cause: unknown, { unicode, paint, stack }: ErrorView): string {
  const error = cause instanceof PlimsollError ? cause : bug(cause);
  const safe = (text: string) => escapeText(text.slice(0, LONGEST), unicode);
  const word = paint ? '\u001b[1;31merror:\u001b[0m' : 'error:';
  const lines = [`${word} ${safe(error.message)}  [${safe(error.code)}]`];
  for (const line of error.help.slice(0, HELP_LINES)) lines.push(`  ${safe(line)}`);
  if (stack) for (const line of stackOf(cause)) lines.push(`    ${safe(line)}`);
  return `${lines.join('\n')}\n`;
}

function bug(cause: unknown): PlimsollError {
  return new PlimsollError('internal/bug', cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause), {
    cause,
    help: ['this is a flaw of plimsoll: run it again with PLIMSOLL_TRACE=1 and report what it prints'],
  });
}

function stackOf(cause: unknown): string[] {
  const lines: string[] = [];
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++)
    lines.push(...(error.stack ?? String(error)).split('\n').map((line) => line.trim()));
  return lines;
}
