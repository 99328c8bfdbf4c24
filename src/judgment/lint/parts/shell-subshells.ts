import type { ShellScan } from './shell-scans.ts';
import type { TreeNode } from './shell-tree.ts';

/** The outermost part of a script around a node that runs in a process of its own. */
export function subshellOf(scan: ShellScan, from: TreeNode): TreeNode | undefined {
  let found: TreeNode | undefined;
  for (let node = scan.parentOf(from), inner = from; node !== undefined; inner = node, node = scan.parentOf(node)) {
    if (node.kind === 'subshell' || node.kind === 'substitution') found = node;
    if (node.kind === 'pipeline' && node.stages.length > 1) found = inner;
  }
  return found;
}
