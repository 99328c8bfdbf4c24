import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellEchoEscapes: LintRule = {
  id: 'shell-echo-escapes',
  level: 'info',
  title: 'echo writes \\n as a line break in some shells and as two characters in others',
  why: 'dash and the shell of Alpine disagree with bash, so that a change of the base image changes the file that is written. printf does the same everywhere.',
  aliases: ['SC2028'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'echo' || /^-[neE]*e/.test(named.args[0] ? (literalOf(named.args[0]) ?? '') : '')) continue;
        const word = named.args.find((one) => hasEscape(one.parts));
        if (word !== undefined) yield { span: scan.spanOf(word), subject: word.raw.slice(0, 80) };
      }
  },
};

type Parts = Parameters<typeof literalOf>[0]['parts'];

/** Whether echo may see a backslash sequence. */
function hasEscape(parts: Parts, isQuoted = false): boolean {
  return parts.some((part) => {
    if (part.kind === 'double') return hasEscape(part.parts, true);
    if (part.kind === 'literal')
      return /\\\\[rntabefv0-7x]/.test(part.text) || (isQuoted && /\\[rntabefv0-7x]/.test(part.text));
    if (part.kind === 'single') return /\\[rntabefv0-7x]/.test(part.text);
    return false;
  });
}
