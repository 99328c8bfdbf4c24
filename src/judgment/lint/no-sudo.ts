import type { Dockerfile, RunInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { commandAt, eachCommand } from './parts/commands.ts';

export const noSudo: LintRule = {
  id: 'no-sudo',
  level: 'error',
  title: 'sudo in a build',
  why: 'Commands run as root already, or as the user that USER names: sudo adds a password question, another environment, and a way to root in the finished image. Switch with USER, or in an entrypoint with a program such as gosu.',
  aliases: ['DL3004', 'DS-0010', 'DKL-DI-0001', 'CKV2_DOCKER_1'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      const { name, nameSpan, args } = command;
      if (name === 'sudo') yield { span: nameSpan, subject: args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'drop sudo',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      const next = found?.command.args[0];
      // With options it is another user, another environment: there is more to say than nothing.
      if (found === undefined || next === undefined || /^-|^\w+=/.test(next.text) || !isRoot(file, found.run, context))
        return [];
      return [{ span: { start: violation.span.start, end: next.span.start }, text: '' }];
    },
  },
};

/** Whether root is who runs it, as far as the file tells; images begin as root unless they say otherwise. */
function isRoot(file: Dockerfile, run: RunInstruction, context: LintContext): boolean {
  let user: string | undefined;
  for (let stage = file.stages[run.stage]; stage !== undefined && user === undefined; ) {
    for (const one of stage.instructions) {
      if (one.span.start > run.span.start) break;
      const word = one.keyword === 'USER' ? one.words[0] : undefined;
      if (word !== undefined) user = context.expand(word.raw, one) ?? '';
    }
    stage = stage.parent === undefined ? undefined : file.stages[stage.parent];
  }
  return user === undefined || /^(?:root|0)(?::|$)/.test(user);
}
