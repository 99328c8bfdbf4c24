import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { isGuarded, variablesOf } from './parts/shell-variables.ts';
import { nodesIn } from './parts/shell-walk.ts';

/** Set by the shell itself. */
const OWN = new Set(['_', 'histchars', 'auto_resume']);

export const shellUndefinedVariable: LintRule = {
  id: 'shell-undefined-variable',
  level: 'warning',
  title: 'A variable is used that nothing sets',
  why: 'It is empty in the build: a misspelled name, an ARG that is declared before FROM only, or a value that was set in another RUN and is gone.',
  aliases: ['SC2154'],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      const { assignedNames, used } = variablesOf(scan);
      const settled = new Set<string>([...OWN]);
      for (const { words } of scan.all('test'))
        for (const [at, word] of words.entries()) {
          if (!/^-[nzv]$/.test(words[at - 1]?.raw ?? '') && words.length > 1) continue;
          for (const node of nodesIn(word)) if (node.kind === 'variable') settled.add(node.name);
        }
      for (const part of used) {
        const { name } = part;
        if (
          settled.has(name) ||
          assignedNames.has(name) ||
          scan.isKnown(name) ||
          !/[a-z]/.test(name) ||
          part.part?.modifier === '*' ||
          part.part?.modifier === '@'
        )
          continue;
        if (isGuarded(scan, part)) continue;
        settled.add(name);
        yield { span: scan.spanOf(part), subject: name, message: `Nothing sets ${name}` };
      }
    }
  },
};
