import { decodeUtf8, encodeUtf8 } from '../../../formats/dockerfile/characters.ts';
import { scopeAt } from '../../../formats/dockerfile/scope.ts';
import { lexText } from '../../../formats/dockerfile/shell-lexer.ts';
import type { Dockerfile, Instruction } from '../../../model/dockerfile.ts';
import type { BaseKnowledge, BuildContext, LintContext } from '../../../model/lint.ts';
import type { ShellScript } from '../../../model/shell.ts';
import type { ParseShell } from '../../../ports/shell-parser.ts';
import type { ChosenRule } from './run-rules.ts';
import type { LintSettings } from './settings.ts';
import { readableInstructions, shellTextOf } from './shells.ts';

/** What rules may ask for beyond the file, as the composition gives it. */
export interface Surroundings {
  readonly settings: Pick<LintSettings, 'trustedRegistries' | 'labelSchema' | 'strictLabels'>;
  /** Absent: no shell text can be read, and rules about it stay silent. */
  readonly parseShell?: ParseShell;
  readonly build?: BuildContext;
  readonly base?: (reference: string) => BaseKnowledge | undefined;
  readonly now: Date;
}

/** The contexts of one file: they share what was read of its shell text. */
export function contextsOf(file: Dockerfile, surroundings: Surroundings): (rule: ChosenRule) => LintContext<unknown> {
  const { settings, parseShell, build, base, now } = surroundings;
  const scripts = new Map<Instruction, ShellScript | undefined>();
  let readable: ReadonlySet<Instruction> | undefined;
  const shell = (instruction: Instruction) => {
    if (parseShell === undefined) return undefined;
    if (scripts.has(instruction)) return scripts.get(instruction);
    readable ??= readableInstructions(file);
    const text = readable.has(instruction) ? shellTextOf(instruction) : undefined;
    const script = text && parseShell(text);
    scripts.set(instruction, script);
    return script;
  };
  const shared = {
    shell,
    expand: (text: string, at: Instruction) => expandAt(file, text, at),
    ...(build && { build }),
    trustedRegistries: settings.trustedRegistries,
    labelSchema: settings.labelSchema,
    strictLabels: settings.strictLabels,
    base: base ?? (() => undefined),
    now,
  };
  // Most rules have no options: they share one context.
  const plain = { ...shared, options: undefined };
  return ({ options }) => (options === undefined ? plain : { ...shared, options });
}

/** A text with the variables put in that stand there; undefined when one is not known. */
export function expandAt(file: Dockerfile, text: string, at: Instruction): string | undefined {
  const options = { escapeChar: file.escape, environment: scopeAt(file, at) };
  const { text: value, isKnown, problem } = lexText(encodeUtf8(text), options);
  return isKnown && problem === undefined ? decodeUtf8(value) : undefined;
}
