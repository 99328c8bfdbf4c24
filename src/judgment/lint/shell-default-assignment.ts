import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellDefaultAssignment: LintRule = {
  id: 'shell-default-assignment',
  level: 'info',
  title: 'The default is split and looked for as files',
  why: '`: ${name:=value}` sets the default, and then the shell expands it for nothing: quotes keep it from reading directories.',
  aliases: ['SC2223'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const part of scan.all('variable')) {
        if (!/^:?=/.test(part.modifier)) continue;
        const word = scan.parentOf(part);
        const command = word && scan.parentOf(word);
        if (word?.kind === 'word' && command?.kind === 'simple' && command.words[0]?.raw === ':')
          yield { span: scan.spanOf(part), subject: part.name };
      }
  },
};
