import type { Comment, Dockerfile, Instruction, Span } from '../../../model/dockerfile.ts';
import { instructionFrom } from './instruction-at.ts';

/** A comment or directive that takes rules back. */
export interface Pragma {
  /** As written in front: `hadolint ignore`, `check=skip`. */
  readonly kind: string;
  /** Names of rules, in lower case; `all` means every rule that `covers` lets through. */
  readonly names: readonly string[];
  /** The instruction that it speaks of; absent: the whole file. */
  readonly instruction?: Instruction;
  readonly span: Span;
  /** Set when it can do nothing where or as it stands. */
  readonly flaw?: string;
  /** Names that `all` stands for; absent: every name. */
  readonly covers?: RegExp;
}

export interface Pragmas {
  readonly pragmas: readonly Pragma[];
  /** `# check=error=true`: BuildKit fails the build on its own checks. */
  readonly failsBuild: boolean;
}

/** BuildKit's checks go by such names. */
export const BUILDKIT_NAME = /^(?:[A-Z]+[a-z]+){2,}$/;
const TRIVY_NAME = /^DS-\d{4}$/;

interface Form {
  readonly kind: string;
  readonly matches: RegExp;
  /** `above`: the line right above an instruction; `near`: above it with other comments between, or inside; `file`: anywhere for all. */
  readonly reach: 'above' | 'near' | 'file';
  readonly covers?: RegExp;
}

/** hadolint takes a list and nothing behind it but another comment; ours, and the others', may be followed by a reason. */
const FORMS: readonly Form[] = [
  { kind: 'plimsoll ignore', matches: /^plimsoll\s+ignore\s*=\s*(.*)$/i, reach: 'near' },
  { kind: 'plimsoll global ignore', matches: /^plimsoll\s+global\s+ignore\s*=\s*(.*)$/i, reach: 'file' },
  { kind: 'hadolint ignore', matches: /^hadolint\s+ignore\s*=\s*(.*)$/, reach: 'above' },
  { kind: 'hadolint global ignore', matches: /^hadolint\s+global\s+ignore\s*=\s*(.*)$/, reach: 'file' },
  { kind: 'trivy:ignore', matches: /^(?:trivy|tfsec):ignore:(\S+)/i, reach: 'near', covers: TRIVY_NAME },
  { kind: 'checkov:skip', matches: /^(?:checkov|bridgecrew):skip=\s*([\w-]+)/i, reach: 'file' },
];

const HADOLINT_LIST = /^[\w-]+(?:\s*,\s*[\w-]+)*\s*(?:#.*)?$/;

/** Every pragma of a file, in its order: our own, and those of the programs that people come from. */
export function pragmasOf(file: Dockerfile): Pragmas {
  const pragmas: Pragma[] = [];
  let failsBuild = false;
  for (const { name, value, span } of file.directives) {
    if (name !== 'check') continue;
    for (const part of value.split(';')) {
      const [key = '', text = ''] = part.split('=', 2).map((side) => side.trim().toLowerCase());
      if (key === 'error') failsBuild = text === 'true' || text === '1';
      if (key === 'skip') pragmas.push({ kind: 'check=skip', names: namesIn(text), span, covers: BUILDKIT_NAME });
    }
  }
  for (const comment of file.comments) {
    // Most comments are none: this is asked of every line.
    if (!/^(?:plimsoll|hadolint|trivy|tfsec|checkov|bridgecrew)\b/i.test(comment.text)) continue;
    for (const form of FORMS) {
      const list = form.matches.exec(comment.text)?.[1];
      if (list !== undefined) pragmas.push(pragmaOf(file, comment, form, list));
    }
  }
  return { pragmas, failsBuild };
}

function pragmaOf(file: Dockerfile, comment: Comment, { kind, reach, covers }: Form, list: string): Pragma {
  const common = { kind, names: namesIn(list), span: comment.span, ...(covers && { covers }) };
  if (kind.startsWith('hadolint') && !HADOLINT_LIST.test(list)) {
    return { ...common, flaw: 'hadolint takes rules with commas between them, and no words behind' };
  }
  if (reach === 'file') return common;
  const instruction = instructionFrom(file, comment.span.start);
  if (instruction === undefined) return { ...common, flaw: 'no instruction follows' };
  if (reach === 'above' && !isRightAbove(file, comment, instruction)) {
    return { ...common, flaw: 'hadolint heeds it only in the line right above an instruction' };
  }
  // What is said before the first instruction holds for findings without a place of their own, which stand at the top too.
  if (kind === 'trivy:ignore' && instruction === file.instructions[0]) return common;
  return { ...common, instruction };
}

function isRightAbove({ source }: Dockerfile, { span }: Comment, instruction: Instruction): boolean {
  return (
    instruction.span.start > span.start &&
    !source.slice(source.indexOf('\n', span.start) + 1, instruction.span.start).includes('\n')
  );
}

/** `DL3008,SC2046 because …` → the names. Trivy's older `AVD-DS-0002` and `DS002` are `DS-0002`; its `*` is all. */
function namesIn(list: string): string[] {
  const [names = ''] = list
    .split(',')
    .map((name) => name.trim())
    .join(',')
    .split(/[\s#]/, 1);
  return names
    .toLowerCase()
    .split(',')
    .filter((name) => name !== '')
    .map((name) =>
      name === '*'
        ? 'all'
        : name
            .replace(/^avd-/, '')
            .replace(/^ds-?0*(\d{1,4})$/, (_, digits: string) => `ds-${digits.padStart(4, '0')}`),
    );
}
