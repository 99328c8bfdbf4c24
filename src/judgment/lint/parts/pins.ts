import type { Dockerfile } from '../../../model/dockerfile.ts';
import { PlimsollError } from '../../../model/error.ts';
import type { LintContext, LintLevel, Violation } from '../../../model/lint.ts';
import { type Command, eachCommand } from './commands.ts';
import type { Argument } from './programs.ts';

const MOST_NAMED = 3;

/** Each command that installs packages without a version; `unpinnedOf` names them. The caret points at the first of them. */
export function* unpinnedInstalls(
  file: Dockerfile,
  context: Pick<LintContext<unknown>, 'shell'>,
  unpinnedOf: (command: Command) => readonly Argument[],
): Iterable<Violation> {
  for (const { command } of eachCommand(file, context)) {
    const packages = unpinnedOf(command);
    const [first] = packages;
    if (first === undefined) continue;
    const names = packages.map(({ text }) => text);
    const more = names.length - MOST_NAMED;
    const list = names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
    yield {
      span: first.span,
      subject: `${command.name} ${[...names].sort().join(' ')}`,
      message: `${command.name} installs whatever version is current: ${list}`,
    };
  }
}

export interface PinOptions {
  /** Says it as `info`: advice, not a demand. */
  readonly advice: boolean;
}

/** Reads `{ advice: true }`. */
export function pinOptions(id: string): (raw: unknown) => PinOptions {
  return (raw) => {
    if (raw === undefined || raw === null) return { advice: false };
    const advice = typeof raw === 'object' ? (raw as { advice?: unknown }).advice : undefined;
    if (typeof advice === 'boolean') return { advice };
    throw new PlimsollError('lint/invalid-option', `${id} takes \`advice\`, true or false.`);
  };
}

export function levelOf({ advice }: PinOptions): { readonly level?: LintLevel } {
  return advice ? { level: 'info' } : {};
}
