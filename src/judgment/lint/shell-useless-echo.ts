import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { SubstitutionPart } from './parts/shell-tree.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellUselessEcho: LintRule = {
  id: 'shell-useless-echo',
  level: 'style',
  title: 'echo that only passes text on',
  why: '`echo $(command)` is `command`, and `$(echo text)` is the text: one process less, and no blanks are lost on the way.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      for (const part of scan.all('substitution')) if (isEcho(part)) yield { span: scan.spanOf(part), alias: 'SC2116' };
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        const only = named?.name === 'echo' && named.args.length === 1 ? named.args[0]!.parts : [];
        const inner = only.length === 1 && only[0]!.kind === 'double' ? only[0]!.parts : only;
        const [part] = inner;
        if (inner.length !== 1 || part?.kind !== 'substitution' || part.form === '<(' || part.body.items.length === 0)
          continue;
        yield { span: scan.spanOf(command), alias: 'SC2005' };
      }
    }
  },
};

/** `$(echo text)`, where nothing is done to the text on the way. */
function isEcho({ body, form }: SubstitutionPart): boolean {
  const chain = body.items.length === 1 ? body.items[0]!.chain : undefined;
  const pipeline = chain?.items.length === 1 ? chain.items[0] : undefined;
  const only = pipeline?.stages.length === 1 ? pipeline.stages[0] : undefined;
  if (form === '<(' || only?.kind !== 'simple' || only.redirects.length > 0) return false;
  const named = namedCommand(only);
  if (named?.name !== 'echo' || named.args.length === 0 || named.args[0]!.raw.startsWith('-')) return false;
  return !named.args.some(({ parts }) => parts.some(({ kind }) => kind === 'glob' || kind === 'brace'));
}
