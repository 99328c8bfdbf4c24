import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellPart } from './parts/shell-tree.ts';

export const shellInnerQuotes: LintRule = {
  id: 'shell-inner-quotes',
  level: 'warning',
  title: 'Quotes inside of quotes end them',
  why: 'In `"a "b" c"` the middle stands outside: the quotes around it vanish from the text, and a blank there splits it. `\\"` puts a quote into the text.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const word of scan.all('word')) {
        const holder = scan.parentOf(word);
        if (holder?.kind === 'test' && holder.words.some(({ raw }) => raw === '=~')) continue;
        for (const [at, middle] of word.parts.entries()) {
          const alias = caseOf(word.parts[at - 1], middle, word.parts[at + 1]);
          if (alias !== undefined)
            yield { span: scan.spanOf(middle), alias, level: alias === 'SC2026' ? 'info' : 'warning' };
        }
      }
  },
};

function caseOf(before: ShellPart | undefined, middle: ShellPart, after: ShellPart | undefined): string | undefined {
  if (before?.kind === 'single' && after?.kind === 'single' && middle.kind === 'literal')
    return !before.isAnsi && !after.isAnsi && /^[a-zA-Z0-9]/.test(middle.text) ? 'SC2026' : undefined;
  if (before?.kind !== 'double' || after?.kind !== 'double') return undefined;
  if (middle.kind === 'literal') {
    const isMeant = /^[=:,/.@\\%+-]+$/.test(middle.text) || !hasLiteral(before) || !hasLiteral(after);
    return isMeant ? undefined : 'SC2140';
  }
  const isText = hasLiteral(before) && hasLiteral(after);
  return middle.kind === 'variable' && isText ? 'SC2027' : undefined;
}

/** Whether quotes hold nothing but text. */
function hasLiteral({ parts }: ShellPart & { kind: 'double' }): boolean {
  return parts.length === 0 || parts.every(({ kind }) => kind === 'literal');
}
