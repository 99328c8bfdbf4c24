import type { ShellPart, TreeNode } from './shell-tree.ts';

/** What stands directly in a node, in the order of the text. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'literal':
    case 'single':
    case 'glob':
    case 'brace':
      return [];
    case 'double':
    case 'variable':
    case 'arithmetic':
    case 'word':
      return node.parts;
    case 'substitution':
      return [node.body];
    case 'assignment':
      return node.elements ?? (node.value ? [node.value] : []);
    case 'redirect':
      return [...(node.target ? [node.target] : []), ...(node.heredoc?.parts ?? [])];
    case 'list':
      return node.items.map(({ chain }) => chain);
    case 'chain':
      return node.items;
    case 'pipeline':
      return node.stages;
    default:
      return [...partsOfCommand(node), ...node.redirects];
  }
}

type Command = Extract<TreeNode, { redirects: unknown }>;

function partsOfCommand(node: Command): readonly TreeNode[] {
  switch (node.kind) {
    case 'simple':
      return [...node.assignments, ...node.words];
    case 'test':
      return node.words;
    case 'group':
    case 'subshell':
      return [node.body];
    case 'if':
      return [
        ...node.branches.flatMap(({ condition, body }) => [condition, body]),
        ...(node.otherwise ? [node.otherwise] : []),
      ];
    case 'while':
    case 'until':
      return [node.condition, node.body];
    case 'for':
    case 'select':
      return [...(node.words ?? []), node.body];
    case 'case':
      return [node.word, ...node.items.flatMap(({ patterns, body }) => [...patterns, body])];
    case 'function':
      return [node.body];
    case 'arithmetic-command':
      return node.parts;
  }
}

/** All nodes below one, itself included, in the order of the text. */
export function* nodesIn(root: TreeNode): Iterable<TreeNode> {
  const stack: TreeNode[] = [root];
  for (;;) {
    const node = stack.pop();
    if (node === undefined) return;
    yield node;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) stack.push(children[at]!);
  }
}

/** Text of a word without quotes; undefined when the shell expands something in it. Globs stay as written. */
export function literalOf(word: { readonly parts: readonly ShellPart[] }): string | undefined {
  let text = '';
  for (const part of word.parts) {
    if (part.kind === 'literal') text += part.text.replace(/\\(?:\n|(.))/gs, '$1');
    else if (part.kind === 'single' || part.kind === 'glob') text += part.text;
    else if (part.kind === 'brace') text += '{';
    else if (part.kind === 'double') {
      const inner = literalInQuotes(part.parts);
      if (inner === undefined) return undefined;
      text += inner;
    } else return undefined;
  }
  return text;
}

function literalInQuotes(parts: readonly ShellPart[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'literal') return undefined;
    text += part.text.replace(/\\(?:\n|([$`"\\]))/g, '$1');
  }
  return text;
}

/** As `literalOf`, with `?` for what the shell expands. */
export function outlineOf(word: { readonly parts: readonly ShellPart[] }): string {
  return word.parts
    .map((part) => literalOf({ parts: [part] }) ?? (part.kind === 'double' ? outlineOf(part) : '\u0000'))
    .join('');
}
