import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellChain } from './parts/shell-tree.ts';

export const shellRepeatedRedirect: LintRule = {
  id: 'shell-repeated-redirect',
  level: 'style',
  title: 'The same file is opened again and again',
  why: '`{ a; b; c; } >> file` opens it once and says at one place where everything goes.',
  aliases: ['SC2129'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { items } of scan.all('list')) {
        const files = items.map(({ chain }) => appendedBy(chain));
        for (const [at, file] of files.entries()) {
          const isThird = file !== undefined && files[at - 1] === file && files[at - 2] === file;
          if (isThird && files[at - 3] !== file) yield { span: scan.spanOf(items[at - 2]!.chain), subject: file };
        }
      }
  },
};

/** The file that a statement adds to. */
function appendedBy({ items }: ShellChain): string | undefined {
  const stages = items.length === 1 ? items[0]!.stages : [];
  const redirect = stages.at(-1)?.redirects.find(({ operator, descriptor }) => operator === '>>' && descriptor === '');
  return redirect?.target?.raw;
}
