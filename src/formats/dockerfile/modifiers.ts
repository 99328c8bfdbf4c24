import { decodeUtf8, encodeUtf8 } from './characters.ts';
import type { VariableValue } from './environment.ts';
import { longestMatch, parsePattern, shortestMatch } from './shell-pattern.ts';

/**
 * What `${name<operator><words>}` makes of a value; undefined when that is unknown, or when BuildKit refuses it. `}` stands for no operator.
 * Source: BuildKit's reference, "Environment replacement".
 */
export function applyModifier(
  variable: VariableValue,
  operator: string,
  words: readonly string[],
  areWordsKnown: boolean,
): string | undefined {
  if (variable.state === 'unknown') return undefined;
  const value = variable.state === 'set' ? variable.value : '';
  const isMissing = variable.state === 'unset' || (operator[0] === ':' && value === '');
  const word = areWordsKnown ? words[0] : undefined;
  switch (operator) {
    case '}':
      return value;
    case '-':
    case ':-':
      return isMissing ? word : value;
    case '+':
    case ':+':
      return isMissing ? '' : word;
    case '?':
    case ':?':
      return isMissing ? undefined : value;
    default:
      return areWordsKnown ? applyPattern(value, operator, words) : undefined;
  }
}

/** What one expansion may cost; longer values are not computed. */
const MOST_STEPS = 1 << 20;

function applyPattern(bytes: string, operator: string, words: readonly string[]): string | undefined {
  const pattern = parsePattern(decodeUtf8(words[0] ?? ''));
  const value = decodeUtf8(bytes);
  const starts = operator[0] === '/' ? value.length + 1 : 1;
  if (pattern === undefined || starts * value.length * (pattern.length + 1) > MOST_STEPS) return undefined;
  const match = operator.length === 2 ? longestMatch : shortestMatch;
  const characters = [...value];
  if (operator[0] === '#') return encodeUtf8(characters.slice(match(pattern, characters, 0) ?? 0).join(''));
  if (operator[0] === '%') {
    const length = match(pattern.toReversed(), characters.toReversed(), 0) ?? 0;
    return encodeUtf8(characters.slice(0, characters.length - length).join(''));
  }
  return pattern.length === 0
    ? undefined
    : encodeUtf8(replace(characters, pattern, decodeUtf8(words[1] ?? ''), operator === '//'));
}

/** Replaces the leftmost longest match, or each. */
function replace(
  characters: readonly string[],
  pattern: ReturnType<typeof parsePattern> & object,
  replacement: string,
  isEach: boolean,
): string {
  let made = '';
  let at = 0;
  while (at < characters.length) {
    const end = longestMatch(pattern, characters, at);
    if (end === undefined || end === at) {
      made += characters[at];
      at += 1;
      continue;
    }
    made += replacement;
    at = end;
    if (!isEach) break;
  }
  return made + characters.slice(at).join('');
}
