import type { Word } from '../../model/dockerfile.ts';
import { decodeUtf8, encodeUtf8 } from './characters.ts';
import { type Environment, UNKNOWN, type VariableValue } from './environment.ts';
import { lexText } from './shell-lexer.ts';

/** What BuildKit makes of a word with these variables; undefined when that depends on something unknown, or is refused. */
export function expand(file: { readonly escape: string }, word: Word, environment: Environment): string | undefined {
  const value = valueIn(word, environment, file.escape);
  return value.state === 'set' ? decodeUtf8(value.value) : undefined;
}

/** The same as a value of a variable, one character for each byte. */
export function valueIn(word: Word, environment: Environment, escapeChar: string): VariableValue {
  if (word.variables.length === 0) return { state: 'set', value: encodeUtf8(word.value) };
  const { text, isKnown, problem } = lexText(withoutContinuations(word.raw, escapeChar), { escapeChar, environment });
  return isKnown && problem === undefined ? { state: 'set', value: text } : UNKNOWN;
}

/** A word that goes over several lines as one line. */
function withoutContinuations(raw: string, escapeChar: string): string {
  if (!raw.includes('\n')) return raw;
  const lines = raw.split('\n');
  return lines
    .filter((line, index) => index === 0 || !/^\s*(?:#.*)?$/.test(line))
    .map((line, index, kept) => (index + 1 < kept.length ? beforeEscape(line, escapeChar) : line))
    .join('');
}

function beforeEscape(line: string, escapeChar: string): string {
  const end = line.lastIndexOf(escapeChar);
  return end < 0 ? line : line.slice(0, end);
}
