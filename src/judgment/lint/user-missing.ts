import type { LintRule } from '../../model/lint.ts';
import { accountFor, accountLines, isRootless } from './parts/accounts.ts';
import { beforeStart } from './parts/before-start.ts';
import { chainOf, foundationOf, parseImageName } from './parts/images.ts';

/** Nothing is said of a base that a variable names, of one that is made for other users, and of empty images that only carry files. */
export const userMissing: LintRule = {
  id: 'user-missing',
  level: 'warning',
  title: 'No USER: the program runs as root',
  why: 'Unless the base image says otherwise, the program runs as root: whoever breaks into it may do everything in the container.',
  aliases: ['CKV_DOCKER_3', 'DS-0002'],
  *check(file) {
    const stage = file.stages.at(-1);
    if (stage === undefined) return;
    const instructions = chainOf(file, stage).flatMap((one) => one.instructions);
    if (instructions.some(({ keyword }) => keyword === 'USER')) return;
    const { value } = foundationOf(file, stage).image;
    if (value.startsWith('$') || isRootless(parseImageName(value))) return;
    if (value === 'scratch' && !instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT'))
      return;
    yield { span: stage.from.image.span, subject: stage.name ?? '' };
  },
  fix: {
    safety: 'suggested',
    summary: 'run as a user that is not root',
    edits(_violation, file) {
      const stage = file.stages.at(-1)!;
      const account = accountFor(parseImageName(foundationOf(file, stage).image.value));
      if (account === undefined) return [];
      return beforeStart(file, stage, accountLines(account));
    },
  },
};
