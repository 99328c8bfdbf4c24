import type { Stage, WordsInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { accountFor, accountLines } from './parts/accounts.ts';
import { beforeStart } from './parts/before-start.ts';
import { foundationOf, parseImageName } from './parts/images.ts';
import { instructionAt } from './parts/instruction-at.ts';

export const lastUserRoot: LintRule = {
  id: 'last-user-root',
  level: 'warning',
  title: 'The last USER of the stage is root',
  why: 'The program runs as root: whoever breaks into it may do everything in the container, and has a shorter way out of it.',
  aliases: ['DL3002', 'DS-0002', 'CKV_DOCKER_8', 'CIS-DI-0001'],
  *check(file, context) {
    for (const stage of file.stages) {
      const last = usersOf(stage).at(-1);
      const user = last?.words[0];
      if (last !== undefined && user !== undefined && isRoot(last, context))
        yield { span: user.span, subject: user.value };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'end with a user that is not root',
    edits({ span }, file, context) {
      const stage = file.stages[instructionAt(file, span.start)?.stage ?? -1];
      if (stage === undefined || stage.index + 1 < file.stages.length) return [];
      const earlier = usersOf(stage).findLast((user) => !isRoot(user, context) && user.words[0] !== undefined);
      if (earlier !== undefined) return beforeStart(file, stage, [`USER ${earlier.words[0]!.raw}`]);
      const account = accountFor(parseImageName(foundationOf(file, stage).image.value));
      if (account === undefined) return [];
      return beforeStart(file, stage, accountLines(account));
    },
  },
};

function usersOf({ instructions }: Stage): WordsInstruction[] {
  return instructions.filter((one): one is WordsInstruction => one.keyword === 'USER');
}

function isRoot(instruction: WordsInstruction, context: LintContext): boolean {
  const user = instruction.words[0];
  if (user === undefined) return false;
  const value = user.variables.length === 0 ? user.value : context.expand(user.raw, instruction);
  return value !== undefined && /^(?:root|0+)(?::|$)/.test(value);
}
