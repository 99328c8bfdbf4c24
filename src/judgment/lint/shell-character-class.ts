import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellCharacterClass: LintRule = {
  id: 'shell-character-class',
  level: 'warning',
  title: 'A set of characters holds other ones than it seems to',
  why: '`[word]` stands for one letter of the word; `tr` takes brackets as characters, and `a-z` leaves out letters of other languages.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      for (const part of scan.all('glob')) {
        const inner = /^\[[!^]?(?!:.*:\])([^[\]\\]+)\]$/.exec(part.text)?.[1]?.replaceAll('-', '');
        const holder = scan.parentOf(part);
        const isTest = holder !== undefined && scan.parentOf(holder)?.kind === 'test';
        if (inner !== undefined && !isTest && new Set(inner).size < inner.length)
          yield { span: scan.spanOf(part), alias: 'SC2102', level: 'info' };
      }
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'tr') continue;
        for (const word of named.args) {
          const text = literalOf(word) ?? '';
          const isSet = word.parts.every(({ kind }) => kind !== 'glob');
          if (text === 'a-z' || text === 'A-Z')
            yield { span: scan.spanOf(word), alias: text === 'a-z' ? 'SC2018' : 'SC2019', level: 'info' };
          else if (isSet && /^\[[^:=].*\]$/.test(text))
            yield { span: scan.spanOf(word), alias: 'SC2021', level: 'info' };
          else if (/^[a-zA-Z]{2,}$/.test(text) && new Set(text).size < text.length)
            yield { span: scan.spanOf(word), alias: 'SC2020', level: 'info' };
        }
      }
    }
  },
};
