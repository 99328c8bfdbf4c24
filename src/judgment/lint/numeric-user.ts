import type { Dockerfile, WordsInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { optionOf, parseOptions } from './parts/options.ts';
import { programsOf } from './parts/programs.ts';

export const numericUser: LintRule = {
  id: 'numeric-user',
  level: 'info',
  title: 'USER is a name, not a number',
  why: 'Only the image knows what the name means: Kubernetes cannot tell that it is not root (runAsNonRoot) and refuses to start the container.',
  aliases: ['DL3066'],
  *check(file, context) {
    for (const instruction of file.instructions) {
      const user = instruction.keyword === 'USER' ? instruction.words[0] : undefined;
      if (user === undefined || instruction.keyword !== 'USER') continue;
      if (!/^\d+(?::|$)/.test(userOf(instruction, context) ?? '')) yield { span: user.span, subject: user.value };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'write the number of the user',
    edits({ span }, file, context) {
      const instruction = instructionAt(file, span.start);
      const word = instruction?.keyword === 'USER' ? instruction.words[0] : undefined;
      if (instruction === undefined || word === undefined || word.variables.length > 0 || word.quoted) return [];
      const name = word.value.split(':', 1)[0]!;
      const id = idOf(name, file, instruction.span.start, context);
      return id === undefined ? [] : [{ span: { start: span.start, end: span.start + name.length }, text: id }];
    },
  },
};

function userOf(instruction: WordsInstruction, context: LintContext): string | undefined {
  const word = instruction.words[0]!;
  return word.variables.length === 0 ? word.value : context.expand(word.raw, instruction);
}

/** Of root, or of a user that the file makes before this place, by the number that it is given. */
function idOf(name: string, { instructions }: Dockerfile, before: number, context: LintContext): string | undefined {
  if (name === 'root') return '0';
  let id: string | undefined;
  for (const run of instructions) {
    if (run.span.start >= before) break;
    if (run.keyword !== 'RUN') continue;
    for (const program of programsOf(run, context)) {
      if (program.name !== 'useradd' && program.name !== 'adduser') continue;
      const options = parseOptions(program.args, { short: 'ugGdscbkepRPfK', long: LONG });
      const given = optionOf(options, 'u', 'uid')?.value;
      if (options.operands.some(({ text }) => text === name)) id = /^\d+$/.test(given ?? '') ? given : undefined;
    }
  }
  return id;
}

const LONG = ['uid', 'gid', 'groups', 'home', 'home-dir', 'shell', 'comment', 'gecos', 'ingroup', 'base-dir', 'skel'];
