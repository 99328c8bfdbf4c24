import type { LintRule } from '../../model/lint.ts';
import { isStatusChecked, stopsAtErrors } from './parts/shell-errors.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand, operandsOf } from './parts/shell-words.ts';

export const shellCdUnchecked: LintRule = {
  id: 'shell-cd-unchecked',
  level: 'warning',
  title: 'What follows runs even if the directory cannot be entered',
  why: 'When `cd` fails, the next commands work in the wrong directory, and the build goes on: `cd build; rm -rf *` then empties another one.',
  aliases: ['SC2164'],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      if (stopsAtErrors(scan)) continue;
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named === undefined || !['cd', 'pushd', 'popd'].includes(named.name)) continue;
        const [directory] = operandsOf(named.args);
        if (named.name === 'pushd' && named.args.some(({ raw }) => raw === '-n')) continue;
        if (directory !== undefined && leadsUp(literalOf(directory) ?? '')) continue;
        if (isStatusChecked(scan, command)) continue;
        yield { span: scan.spanOf(command), subject: command.words.map(({ raw }) => raw).join(' ') };
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'end the script when the directory cannot be entered: `|| exit 1`',
    edits({ span: { start, end } }, { source }) {
      const isPart = /[!|][ \t]*$/.test(source.slice(Math.max(0, start - 20), start));
      const isEnded = /^[ \t]*(?:;(?!;)|\)|\r?\n|$)/.test(source.slice(end, end + 100));
      return isEnded && !isPart ? [{ span: { start: end, end }, text: ' || exit 1' }] : [];
    },
  },
};

/** `/`, `..`, `../..`: these are always there. */
function leadsUp(directory: string): boolean {
  return directory !== '' && directory.split('/').every((part) => part === '' || part === '.' || part === '..');
}
