import {
  type Dockerfile,
  type RunInstruction,
  type ShellText,
  type Span,
  sourceSpan,
} from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import { type ShellDialect, shellSettings } from './shell-dialects.ts';
import { readShellTree } from './shell-reader.ts';
import type { Range, ShellTree, TreeNode } from './shell-tree.ts';
import { childrenOf, nodesIn } from './shell-walk.ts';
import { shellTextOf } from './shells.ts';

/** Nodes of a kind; some have one of two kinds. */
type NodeOf<N, K> = N extends { readonly kind: infer T } ? (K extends T ? N : never) : never;

/** A RUN in shell form, read as ShellCheck reads it: what the flat commands of the model do not tell, quotes and tests and order. */
export interface ShellScan {
  readonly run: RunInstruction;
  readonly text: ShellText;
  readonly tree: ShellTree;
  readonly dialect: ShellDialect;
  /** Whether ENV or ARG has set a variable before. */
  isKnown(name: string): boolean;
  /** Nodes of the tree by kind, in the order of the text; none when the text is no script. */
  all<K extends TreeNode['kind']>(kind: K): readonly NodeOf<TreeNode, K>[];
  parentOf(node: TreeNode): TreeNode | undefined;
  /** Bytes of the file. */
  spanOf(range: Range): Span;
}

const ofFiles = new WeakMap<Dockerfile, readonly ShellScan[]>();

/** Every RUN whose shell can be read, also behind ONBUILD. */
export function scansOf(file: Dockerfile, context: Pick<LintContext<unknown>, 'shell'>): readonly ShellScan[] {
  const known = ofFiles.get(file);
  if (known !== undefined) return known;
  const scans: ShellScan[] = [];
  for (const [instruction, { dialect, isKnown }] of shellSettings(file)) {
    const run = instruction.keyword === 'ONBUILD' ? instruction.trigger : instruction;
    if (run?.keyword !== 'RUN' || dialect === undefined) continue;
    const text = shellTextOf(run);
    if (text !== undefined && context.shell(run) !== undefined) scans.push(scanOf(run, text, dialect, isKnown));
  }
  ofFiles.set(file, scans);
  return scans;
}

function scanOf(run: RunInstruction, text: ShellText, dialect: ShellDialect, isKnown: ShellScan['isKnown']): ShellScan {
  const tree = readShellTree(text.text);
  const byKind = new Map<string, TreeNode[]>();
  const parents = new Map<TreeNode, TreeNode>();
  for (const node of nodesIn(tree.root)) {
    const same = byKind.get(node.kind);
    if (same === undefined) byKind.set(node.kind, [node]);
    else same.push(node);
    for (const child of childrenOf(node)) parents.set(child, node);
  }
  return {
    run,
    text,
    tree,
    dialect,
    isKnown,
    all: (kind) => (byKind.get(kind) ?? []) as never,
    parentOf: (node) => parents.get(node),
    spanOf: ({ start, end }) => sourceSpan(text, start, end),
  };
}
