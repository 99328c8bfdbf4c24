import type { LintRule } from '../../model/lint.ts';
import { type ShellScan, scansOf } from './parts/shell-scans.ts';
import type { TreeNode } from './parts/shell-tree.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellFileOntoItself: LintRule = {
  id: 'shell-file-onto-itself',
  level: 'warning',
  title: 'A file is read and written at once',
  why: 'The shell empties the file for writing before the program reads it: nothing is left.',
  aliases: ['SC2094', 'SC2188'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { stages } of scan.all('pipeline')) {
        for (const stage of stages)
          if (
            stage.kind === 'simple' &&
            stage.words.length === 0 &&
            stage.assignments.length === 0 &&
            stage.redirects.length > 0 &&
            !isReading(scan, stage)
          )
            yield {
              span: scan.spanOf(stage),
              alias: 'SC2188',
              message: 'A redirect without a command: `: > file` says that the file shall be emptied',
            };
        for (const stage of stages) {
          if (stage.kind !== 'simple') continue;
          for (const { operator, target } of stage.redirects) {
            const path = target && literalOf(target);
            if (operator !== '>' || path === undefined || path.startsWith('/dev/')) continue;
            const isRead = stages.some(
              (one) =>
                one.kind === 'simple' &&
                (one.words
                  .slice(1)
                  .some((word) => literalOf(word) === path && !/^(?:echo|printf|rm|touch)$/.test(one.words[0]!.raw)) ||
                  one.redirects.some(
                    (other) => other.operator === '<' && other.target && literalOf(other.target) === path,
                  )),
            );
            if (isRead) yield { span: scan.spanOf(target!), subject: path, alias: 'SC2094' };
          }
        }
      }
  },
};

/** `$(<file)`. */
function isReading(scan: ShellScan, stage: TreeNode): boolean {
  let node: TreeNode | undefined = stage;
  for (let steps = 0; steps < 4 && node !== undefined; steps++) node = scan.parentOf(node);
  return node?.kind === 'substitution';
}
