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
      return id === undefined || !/^[\x21-\x7e]+$/.test(name)
        ? []
        : [{ span: { start: span.start, end: span.start + name.length }, text: id }];
    },
  },
};

function userOf(instruction: WordsInstruction, context: LintContext): string | undefined {
  const word = instruction.words[0]!;
  return word.variables.length === 0 ? word.value : context.expand(word.raw, instruction);
}

/** Of root, or of a user that the file makes before this place, by the number that it is given. */
function idOf(name: string, file: Dockerfile, before: number, context: LintContext): string | undefined {
  return name === 'root'
    ? '0'
    : madeUsers(file, context)
        .get(name)
        ?.findLast(({ at }) => at < before)?.id;
}

interface MadeUser {
  readonly at: number;
  readonly id?: string;
}

const known = new WeakMap<Dockerfile, Map<string, MadeUser[]>>();

function madeUsers(file: Dockerfile, context: LintContext): ReadonlyMap<string, readonly MadeUser[]> {
  const users = known.get(file) ?? new Map<string, MadeUser[]>();
  if (known.has(file)) return users;
  known.set(file, users);
  for (const run of file.instructions) {
    if (run.keyword !== 'RUN') continue;
    for (const { name, args } of programsOf(run, context)) {
      if (name !== 'useradd' && name !== 'adduser') continue;
      const options = parseOptions(args, { short: 'ugGdscbkepRPfK', long: LONG });
      const id = optionOf(options, 'u', 'uid')?.value;
      const made = { at: run.span.start, ...(id !== undefined && /^\d+$/.test(id) && { id }) };
      for (const { text } of options.operands) users.set(text, [...(users.get(text) ?? []).slice(-9), made]);
    }
  }
  return users;
}

const LONG = ['uid', 'gid', 'groups', 'home', 'home-dir', 'shell', 'comment', 'gecos', 'ingroup', 'base-dir', 'skel'];
