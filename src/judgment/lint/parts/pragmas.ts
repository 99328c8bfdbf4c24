import type { Comment, Dockerfile, Instruction, Span } from '../../../model/dockerfile.ts';

/** A comment or directive that takes rules back. */
export interface Pragma {
  /** As written in front: `hadolint ignore`, `check=skip`. */
  readonly kind: string;
  /** Names of rules, in lower case; `all` means every rule. */
  readonly names: readonly string[];
  /** The instruction that it speaks of; absent: the whole file. */
  readonly instruction?: Instruction;
  readonly span: Span;
}

export interface Pragmas {
  readonly pragmas: readonly Pragma[];
  /** `# check=error=true`: BuildKit fails the build on its own checks. */
  readonly failsBuild: boolean;
  /** `# hadolint shell=powershell`. */
  readonly shell?: string;
}

/** Lists of names end at the first word that is none: people write reasons behind them. */
const FORMS: readonly (readonly [kind: string, form: RegExp, scope: 'next' | 'file'])[] = [
  ['plimsoll ignore', /^plimsoll\s+ignore\s*=\s*(.*)$/i, 'next'],
  ['plimsoll global ignore', /^plimsoll\s+global\s+ignore\s*=\s*(.*)$/i, 'file'],
  ['hadolint ignore', /^hadolint\s+ignore\s*=\s*(.*)$/i, 'next'],
  ['hadolint global ignore', /^hadolint\s+global\s+ignore\s*=\s*(.*)$/i, 'file'],
  ['trivy:ignore', /^(?:trivy|tfsec):ignore:(\S+)/i, 'next'],
  // Checkov names one rule, and a reason behind a colon.
  ['checkov:skip', /^checkov:skip=([\w-]+)/i, 'file'],
];

/** Every pragma of a file, in its order: our own, and those of the programs that people come from. */
export function pragmasOf(file: Dockerfile): Pragmas {
  const pragmas: Pragma[] = [];
  let shell: string | undefined;
  for (const comment of file.comments) {
    shell ??= /^hadolint\s+shell\s*=\s*(\S+)/i.exec(comment.text)?.[1];
    for (const [kind, form, scope] of FORMS) {
      const list = form.exec(comment.text)?.[1];
      if (list === undefined) continue;
      const names = namesIn(list);
      const instruction = scope === 'next' ? instructionAt(file, comment) : undefined;
      // A pragma that nothing follows speaks of nothing, and is reported as unused.
      if (scope === 'next' && instruction === undefined) pragmas.push({ kind, names: [], span: comment.span });
      else pragmas.push({ kind, names, span: comment.span, ...(instruction && { instruction }) });
    }
  }
  let failsBuild = false;
  for (const { name, value, span } of file.directives) {
    if (name !== 'check') continue;
    for (const part of value.split(';')) {
      const [key = '', text = ''] = part.split('=', 2);
      if (key.trim().toLowerCase() === 'error') failsBuild = text.trim().toLowerCase() === 'true';
      if (key.trim().toLowerCase() === 'skip') pragmas.push({ kind: 'check=skip', names: namesIn(text), span });
    }
  }
  return { pragmas, failsBuild, ...(shell !== undefined && { shell }) };
}

/** `DL3008,SC2046 because …` → the names. Trivy's older `AVD-DS-0002` is `DS-0002`. */
function namesIn(list: string): string[] {
  const [names = ''] = /^[\w\s,-]*/.exec(list.replace(/\s*,\s*/g, ',')) ?? [];
  const [first = ''] = names.trim().split(/\s/);
  return first
    .toLowerCase()
    .split(',')
    .filter((name) => name !== '')
    .map((name) => name.replace(/^avd-/, ''));
}

/** The instruction that a comment stands before or in: the first that ends behind it. */
function instructionAt({ instructions }: Dockerfile, { span }: Comment): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instructions[middle]!.span.end > span.start) high = middle;
    else low = middle + 1;
  }
  return instructions[low];
}
