import { type Instruction, type Span, sourceSpan, type Word } from '../../model/dockerfile.ts';
import type { LintContext, LintRule, Violation } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';
import { type Program, programsOf } from './parts/programs.ts';
import { secretArgumentOf } from './parts/secret-arguments.ts';
import { isPlaceholder, isSecretName, secretIn } from './parts/secret-words.ts';
import { shellTextOf } from './parts/shells.ts';

/** So many secrets in one instruction are none. */
const MOST = 200;

export const secretInRun: LintRule = {
  id: 'secret-in-run',
  level: 'error',
  title: 'A secret stands in the command',
  why: 'The command is kept in the history of the image, where everybody who can pull it reads it with `docker history`. Give the build a secret with `--secret` and read it in the command from `--mount=type=secret`; then change the one that stands here, it is known.',
  aliases: ['DS-0031'],
  *check(file, context) {
    for (const instruction of eachInstruction(file)) {
      const places: Span[] = [];
      for (const found of secretsOf(instruction, context)) {
        // One secret may look like one in several ways.
        if (places.length > MOST) return;
        if (places.some(({ start, end }) => found.span.start < end && start < found.span.end)) continue;
        places.push(found.span);
        yield found;
      }
    }
  },
};

function* secretsOf(instruction: Instruction, context: LintContext): Iterable<Violation> {
  if (!['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(instruction.keyword)) return;
  const text = shellTextOf(instruction);
  const secret = text && secretIn(text.text);
  if (secret !== undefined)
    yield {
      span: sourceSpan(text!, secret.start, secret.end),
      subject: secret.what,
      message: `This is a secret: ${secret.what}`,
    };
  for (const { value, span } of wordsOf(instruction)) {
    const found = secretIn(value);
    if (found !== undefined) yield { span, subject: found.what, message: `This is a secret: ${found.what}` };
  }
  for (const program of programsOf(instruction, context)) yield* ofProgram(program);
  if (instruction.keyword !== 'RUN') return;
  for (const { assignments } of context.shell(instruction)?.commands ?? []) {
    for (const { name, value, span } of assignments) {
      if (value?.value === undefined || !isSecretName(name) || isPlaceholder(value.value) || value.value.length < 6)
        continue;
      yield { span, subject: name, message: `The value of ${name} stands in the command` };
    }
  }
}

function* ofProgram(program: Program): Iterable<Violation> {
  const found = secretArgumentOf(program);
  if (found !== undefined)
    yield {
      span: found.span,
      subject: `${program.name} ${found.what}`,
      message: `${program.name} gets ${found.what} in the command`,
    };
}

function wordsOf(instruction: Instruction): readonly Word[] {
  const isCommand =
    instruction.keyword === 'RUN' || instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT';
  return isCommand && instruction.command.form === 'exec' ? instruction.command.words : [];
}
