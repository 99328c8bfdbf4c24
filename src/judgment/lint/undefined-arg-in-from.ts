import { PLATFORM_ARGS } from '../../formats/dockerfile/global-args.ts';
import type { LintRule } from '../../model/lint.ts';
import { nearest } from '../../util/nearest.ts';
import { flagOf } from './parts/flag-of.ts';

export const undefinedArgInFrom: LintRule = {
  id: 'undefined-arg-in-from',
  level: 'warning',
  title: 'FROM names a variable that no ARG before the first FROM declares',
  why: 'FROM sees only those: this one expands to nothing, whatever is given to the build.',
  aliases: ['UndefinedArgInFrom'],
  *check({ globalArgs, stages }) {
    const names = globalArgs.flatMap(({ pairs }) => pairs.map(({ key }) => key.value));
    const known = new Set([...names, ...PLATFORM_ARGS]);
    for (const { from } of stages) {
      const variables = [...(flagOf(from, 'platform')?.value?.variables ?? []), ...from.image.variables];
      for (const { name, span } of variables) {
        if (known.has(name)) continue;
        const meant = nearest(name, [...known]);
        const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
        yield { span, subject: name, message: `No ARG before the first FROM declares ${name}${hint}` };
      }
    }
  },
};
