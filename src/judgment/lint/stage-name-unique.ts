import type { LintRule } from '../../model/lint.ts';

export const stageNameUnique: LintRule = {
  id: 'stage-name-unique',
  level: 'error',
  title: 'Two stages have the same name',
  why: 'Which of them --target and COPY --from mean is decided by their order, not by what the reader sees.',
  aliases: ['DL3024', 'DS-0012', 'CKV_DOCKER_11', 'DuplicateStageName'],
  *check({ stages }) {
    const seen = new Set<string>();
    for (const { name, from } of stages) {
      if (name === undefined || from.as === undefined) continue;
      if (seen.has(name)) yield { span: from.as.name.span, subject: name };
      seen.add(name);
    }
  },
};
