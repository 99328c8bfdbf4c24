import { PLATFORM_ARGS } from '../../formats/dockerfile/global-args.ts';
import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';
import { hintGiver } from './parts/hints.ts';

export const undefinedArgInFrom: LintRule = {
  id: 'undefined-arg-in-from',
  level: 'warning',
  title: 'FROM names a variable that no ARG before the first FROM declares',
  why: 'FROM sees only those: this one expands to nothing, whatever is given to the build.',
  aliases: ['UndefinedArgInFrom'],
  *check({ globalArgs, stages }) {
    const names = globalArgs.flatMap(({ pairs }) => pairs.map(({ key }) => key.value));
    const all = [...PLATFORM_ARGS, ...names];
    const known = new Set(all);
    const hint = hintGiver();
    for (const { from } of stages) {
      const variables = [...(flagOf(from, 'platform')?.value?.variables ?? []), ...from.image.variables];
      for (const { name, span } of variables) {
        if (known.has(name)) continue;
        const meant = hint(name, all);
        const question = meant === undefined ? '' : `; did you mean ${meant}?`;
        yield { span, subject: name, message: `No ARG before the first FROM declares ${name}${question}` };
      }
    }
  },
};
