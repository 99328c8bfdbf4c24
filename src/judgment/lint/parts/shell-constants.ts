import type { LintLevel } from '../../../model/lint.ts';
import type { ShellTreeWord, TestCommand } from './shell-tree.ts';
import { literalOf } from './shell-walk.ts';

export interface ConstantCase {
  readonly code: string;
  readonly level: LintLevel;
  readonly word?: ShellTreeWord;
}

const BINARY = /^(?:=|==|!=|<|>|\\<|\\>|=~|-(?:eq|ne|lt|le|gt|ge))$/;
const JOINS = /^(?:-a|-o|&&|\|\||!|\\?\(|\\?\))$/;
const WORDS: Readonly<Record<string, readonly [code: string, level: LintLevel]>> = {
  true: ['SC2160', 'style'],
  false: ['SC2158', 'error'],
  '0': ['SC2159', 'error'],
  '1': ['SC2161', 'style'],
};

/** What of a test does not depend on anything. */
export function constantCase({ words, isDouble }: TestCommand): ConstantCase | undefined {
  let from = 0;
  for (let at = 0; at <= words.length; at++) {
    if (at < words.length && !JOINS.test(words[at]!.raw)) continue;
    const found = ofTerm(words.slice(from, at), isDouble);
    if (found !== undefined) return found;
    from = at + 1;
  }
  return undefined;
}

function ofTerm(term: readonly ShellTreeWord[], isDouble: boolean): ConstantCase | undefined {
  const [first, second, third] = term;
  if (first === undefined) return undefined;
  if (term.length === 1) return ofWord(first);
  if (term.length === 2 && /^-[nz]$/.test(first.raw)) {
    if (isPlain(second!)) return { code: 'SC2157', level: 'error', word: second! };
    const [part] = second!.parts;
    const isOpen =
      second!.parts.length === 1 &&
      (part?.kind === 'variable' || part?.kind === 'substitution') &&
      part.start === second!.start;
    return first.raw === '-n' && isOpen && !isDouble ? { code: 'SC2070', level: 'error', word: second! } : undefined;
  }
  if (term.length !== 3 || !BINARY.test(second!.raw) || !isPlain(first)) return undefined;
  const isConstant = isPlain(third!) && !/^-/.test(second!.raw);
  const areNumbers = /^-?\d+$/.test(first.raw) && /^-?\d+$/.test(third!.raw);
  return isConstant || areNumbers ? { code: 'SC2050', level: 'warning', word: second! } : undefined;
}

function ofWord(word: ShellTreeWord): ConstantCase | undefined {
  const text = literalOf(word);
  if (text !== undefined && Object.hasOwn(WORDS, text)) return { code: WORDS[text]![0], level: WORDS[text]![1], word };
  if (isPlain(word)) return { code: 'SC2078', level: 'error', word };
  return /=/.test(word.parts.map((part) => (part.kind === 'literal' ? part.text : '')).join(''))
    ? { code: 'SC2077', level: 'error', word }
    : undefined;
}

function isPlain(word: ShellTreeWord): boolean {
  return literalOf(word) !== undefined && word.parts.every(({ kind }) => kind !== 'glob' && kind !== 'brace');
}
