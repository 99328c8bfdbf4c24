import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

const CODES: ReadonlyMap<string, readonly [code: string, instead: string]> = new Map([
  ['egrep', ['SC2196', 'grep -E']],
  ['fgrep', ['SC2197', 'grep -F']],
]);

export const shellLegacyGrep: LintRule = {
  id: 'shell-legacy-grep',
  level: 'info',
  title: 'egrep and fgrep are no longer part of the standard',
  why: 'GNU grep warns on standard error at each call, and newer images leave the two programs out.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        const known = named && CODES.get(named.name);
        if (named === undefined || known === undefined) continue;
        const [alias, instead] = known;
        yield {
          span: scan.spanOf(named.nameWord),
          subject: named.name,
          alias,
          message: `${named.name} is ${instead} today`,
        };
      }
  },
  fix: {
    safety: 'safe',
    summary: 'write grep -E or grep -F',
    edits({ span }, { source }) {
      const instead = CODES.get(source.slice(span.start, span.end))?.[1];
      return instead === undefined ? [] : [{ span, text: instead }];
    },
  },
};
