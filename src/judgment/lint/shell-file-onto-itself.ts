import type { LintRule } from '../../model/lint.ts';
import { type ShellScan, scansOf } from './parts/shell-scans.ts';
import type { ShellPipeline, TreeCommand, TreeNode } from './parts/shell-tree.ts';
import { literalOf } from './parts/shell-walk.ts';

/** These take names without reading the files. */
const READS_NOTHING = /^(?:echo|printf|rm|touch)$/;

export const shellFileOntoItself: LintRule = {
  id: 'shell-file-onto-itself',
  level: 'warning',
  title: 'A file is read and written at once',
  why: 'The shell empties the file for writing before the program reads it: nothing is left.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const pipeline of scan.all('pipeline')) {
        let read: ReadonlySet<string> | undefined;
        for (const stage of pipeline.stages) {
          if (stage.kind !== 'simple') continue;
          if (isEmpty(stage) && !isReading(scan, stage))
            yield {
              span: scan.spanOf(stage),
              alias: 'SC2188',
              message: 'A redirect without a command: `: > file` says that the file shall be emptied',
            };
          for (const { operator, target } of stage.redirects) {
            const path = target && literalOf(target);
            if (operator !== '>' || path === undefined || path.startsWith('/dev/')) continue;
            read ??= readBy(pipeline);
            if (read.has(path)) yield { span: scan.spanOf(target!), subject: path, alias: 'SC2094', level: 'info' };
          }
        }
      }
  },
};

function isEmpty(stage: TreeCommand & { kind: 'simple' }): boolean {
  return stage.words.length === 0 && stage.assignments.length === 0 && stage.redirects.length > 0;
}

/** Names of files that the commands of a pipeline may read. */
function readBy({ stages }: ShellPipeline): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const stage of stages) {
    if (stage.kind !== 'simple') continue;
    const [name, ...args] = stage.words;
    const words = name === undefined || READS_NOTHING.test(name.raw) ? [] : args;
    const inputs = stage.redirects.flatMap(({ operator, target }) => (operator === '<' && target ? [target] : []));
    for (const word of [...words, ...inputs]) paths.add(literalOf(word) ?? '');
  }
  return paths;
}

/** `$(<file)`. */
function isReading(scan: ShellScan, stage: TreeNode): boolean {
  let node: TreeNode | undefined = stage;
  for (let steps = 0; steps < 4 && node !== undefined; steps++) node = scan.parentOf(node);
  return node?.kind === 'substitution';
}
