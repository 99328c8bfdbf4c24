import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellStdinIgnored: LintRule = {
  id: 'shell-stdin-ignored',
  level: 'warning',
  title: 'The program does not read what it is sent',
  why: 'rm, echo, cp and their like take arguments, not standard input: what the pipe brings is thrown away. xargs makes arguments of it.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { stages } of scan.all('pipeline'))
        for (const [at, stage] of stages.entries()) {
          const named = stage.kind === 'simple' ? namedCommand(stage) : undefined;
          if (
            named === undefined ||
            !DEAF.has(named.name) ||
            named.args.some(({ raw }) => /^-$|\/dev\/stdin/.test(raw))
          )
            continue;
          if (stage.redirects.some(({ operator }) => operator.startsWith('<')))
            yield { span: scan.spanOf(named.nameWord), subject: named.name, alias: 'SC2217' };
          else if (at > 0 && !named.args.some(({ raw }) => /^-\w*i|^--interactive/.test(raw)))
            yield { span: scan.spanOf(named.nameWord), subject: named.name, alias: 'SC2216' };
        }
  },
};

const DEAF = new Set(
  'arch basename cd chgrp chmod chown cp dirname echo exit export kill ln ls mv printenv ps pwd readlink realpath rm rmdir shutdown sleep sync touch umount uname unlink whoami'.split(
    ' ',
  ),
);
