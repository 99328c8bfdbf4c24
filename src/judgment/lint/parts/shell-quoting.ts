import type { ShellScan } from './shell-scans.ts';
import type { SimpleCommand, SubstitutionPart, TreeNode, VariablePart } from './shell-tree.ts';
import { literalOf } from './shell-walk.ts';

const DECLARES = new Set(['declare', 'typeset', 'export', 'readonly', 'local']);

/**
 * Whether the shell splits what an expansion gives into words and looks for files by them. `for x in $list` means it: `isLoopFree` says
 * whether that counts.
 */
export function isSplit(scan: ShellScan, part: VariablePart | SubstitutionPart, isLoopFree: boolean): boolean {
  let node: TreeNode = part;
  for (;;) {
    const parent = scan.parentOf(node);
    switch (parent?.kind) {
      case undefined:
        return true;
      case 'double':
      case 'arithmetic':
      case 'arithmetic-command':
      case 'variable':
      case 'assignment':
      case 'case':
        return false;
      case 'redirect':
        return parent.target === node;
      case 'for':
      case 'select':
        return !isLoopFree;
      case 'test':
        return !parent.isDouble;
      case 'simple':
        return !isDeclaredValue(scan, parent, node);
      case 'word':
        node = parent;
        break;
      default:
        return true;
    }
  }
}

/** `export a=$b` splits in the shells of POSIX, but not in bash and ksh. */
function isDeclaredValue({ dialect }: ShellScan, { words, declared }: SimpleCommand, node: TreeNode): boolean {
  if (dialect !== 'bash' && dialect !== 'ksh') return false;
  return DECLARES.has(literalOf(words[0] ?? { parts: [] }) ?? '') && declared.some(({ start }) => start === node.start);
}

/** Whether an expansion alone is the name of a command: `$CC file`. */
export function isCommandName(scan: ShellScan, part: TreeNode): boolean {
  const word = scan.parentOf(part);
  if (word?.kind !== 'word' || word.parts.length !== 1) return false;
  const command = scan.parentOf(word);
  return command?.kind === 'simple' && command.words[0] === word;
}

/** Whether a node stands inside of double quotes of the same word. */
export function isInQuotes(scan: ShellScan, part: TreeNode): boolean {
  for (let node = scan.parentOf(part); node !== undefined; node = scan.parentOf(node)) {
    if (node.kind === 'double') return true;
    if (node.kind === 'word' || node.kind === 'substitution') return false;
    if (node.kind === 'redirect') return true;
  }
  return false;
}

/** The simple command whose words, values or redirects a node stands in, the innermost one. */
export function commandOf(scan: ShellScan, from: TreeNode): SimpleCommand | undefined {
  for (let node = scan.parentOf(from); node !== undefined; node = scan.parentOf(node)) {
    if (node.kind === 'simple') return node;
    if (node.kind === 'list') return undefined;
  }
  return undefined;
}
