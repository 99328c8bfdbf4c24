import type { ShellScan } from './shell-scans.ts';
import type { ShellList, TreeCommand, TreeNode } from './shell-tree.ts';
import { literalOf } from './shell-walk.ts';

/** Whether the script ends at the first command that fails: `set -e`. */
export function stopsAtErrors(scan: ShellScan): boolean {
  return scan.all('simple').some(({ words: [name, ...args] }) => {
    if (name === undefined || literalOf(name) !== 'set') return false;
    const texts = args.map((word) => literalOf(word) ?? '');
    return texts.some(
      (text, at) => /^-[a-zA-Z]*e/.test(text) || (text === 'errexit' && /^-[a-zA-Z]*o$/.test(texts[at - 1] ?? '')),
    );
  });
}

/** Whether something depends on whether a command succeeds: `&&`, `||`, a condition. The last of a list hands it on. */
export function isStatusChecked(scan: ShellScan, command: TreeCommand): boolean {
  let node: TreeNode = command;
  for (;;) {
    const parent = scan.parentOf(node);
    if (parent === undefined) return false;
    if (parent.kind === 'chain' && parent.items.at(-1) !== node) return true;
    if (parent.kind === 'if') return parent.branches.some(({ condition }) => condition === node);
    if (parent.kind === 'while' || parent.kind === 'until') return parent.condition === node;
    if (parent.kind === 'list' && !isLast(parent, node)) return false;
    if (parent.kind === 'word' || parent.kind === 'substitution' || parent.kind === 'function') return false;
    node = parent;
  }
}

function isLast({ items }: ShellList, node: TreeNode): boolean {
  return items.at(-1)?.chain === node;
}
