import type { LintRule } from '../../model/lint.ts';

const RESERVED = ['scratch', 'context'];

export const stageNameReserved: LintRule = {
  id: 'stage-name-reserved',
  level: 'warning',
  title: 'The name of the stage means something else to the builder',
  why: 'scratch is the empty image and context the files of the build: the stage cannot be reached by this name everywhere.',
  aliases: ['DL3063', 'ReservedStageName'],
  *check({ stages }) {
    for (const { name, from } of stages)
      if (name !== undefined && from.as !== undefined && RESERVED.includes(name))
        yield { span: from.as.name.span, subject: name };
  },
};
