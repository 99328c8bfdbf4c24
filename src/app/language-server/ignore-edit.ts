import { instructionAt } from '../../judgment/lint/parts/instruction-at.ts';
import type { Dockerfile, Edit, Instruction } from '../../model/dockerfile.ts';
import type { LintFinding } from '../../model/lint.ts';

const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/** A comment of ours that ends with its list of rules: one more fits behind it. */
const OWN_LIST = /^[ \t]*#\s*plimsoll\s+ignore\s*=\s*[\w-]+(?:\s*,\s*[\w-]+)*(?=\s*$)/i;

/** hadolint heeds its comment only right above an instruction: ours stands above that one. */
const HADOLINT_LIST = /^[ \t]*#\s*hadolint\s+ignore\s*=/;

/** What is written to take a finding back. */
export interface IgnoreEdit {
  readonly edit: Edit;
  /** Whether it holds for the whole file: what no instruction holds cannot be taken back in one. */
  readonly isGlobal: boolean;
}

/** The comment that takes the rule of a finding back where it was found. */
export function ignoreEdit(file: Dockerfile, { rule, span }: LintFinding): IgnoreEdit {
  const instruction = instructionAt(file, span.start);
  if (instruction === undefined) return { edit: globalEdit(file, rule), isGlobal: true };
  return { edit: editAbove(file, instruction, rule), isGlobal: false };
}

function editAbove({ source }: Dockerfile, { span }: Instruction, rule: string): Edit {
  let start = lineStart(source, span.start);
  const indent = source.slice(start, span.start);
  for (;;) {
    const before = start > 0 ? lineStart(source, start - 1) : start;
    const line = source.slice(before, start);
    const list = OWN_LIST.exec(line)?.[0];
    if (list !== undefined) return insertion(before + list.length, `,${rule}`);
    if (!HADOLINT_LIST.test(line)) return insertion(start, `${indent}# plimsoll ignore=${rule}${lineBreakOf(source)}`);
    start = before;
  }
}

/** Behind the directives, which have to stand first. */
function globalEdit({ source, directives }: Dockerfile, rule: string): Edit {
  const text = `# plimsoll global ignore=${rule}`;
  const lineBreak = lineBreakOf(source);
  const last = directives.at(-1);
  if (last === undefined) return insertion(source.startsWith(BYTE_ORDER_MARK) ? 3 : 0, text + lineBreak);
  const end = source.indexOf('\n', last.span.start);
  return end < 0 ? insertion(source.length, lineBreak + text) : insertion(end + 1, text + lineBreak);
}

function lineStart(source: string, at: number): number {
  const start = at === 0 ? 0 : source.lastIndexOf('\n', at - 1) + 1;
  return start === 0 && source.startsWith(BYTE_ORDER_MARK) ? 3 : start;
}

function lineBreakOf(source: string): string {
  return source[source.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

function insertion(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text };
}
