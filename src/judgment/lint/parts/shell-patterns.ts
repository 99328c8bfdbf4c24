/** Longer brackets and braces of patterns are taken as they stand. */
export const LONGEST_PATTERN = 400;
/** What ends a word. Not `\s`: the byte A0 is part of many letters. */
export const META = /[ \t\r\n|&;<>()]/;
const ENDS = ' \t\r\n|&;<>()';

/** Whether an odd number of backslashes stands before a place. */
export function isEscaped(text: string, at: number, from: number): boolean {
  let backslashes = 0;
  for (let before = at - 1; before >= from && text[before] === '\\'; before--) backslashes += 1;
  return backslashes % 2 === 1;
}

/** Where `{a,b}` or `{1..9}` ends; undefined when it is neither. */
export function braceEnd(text: string, start: number): number | undefined {
  let open = 0;
  let isExpansion = false;
  const limit = Math.min(text.length, start + LONGEST_PATTERN);
  for (let at = start; at < limit; at++) {
    const char = text[at]!;
    if (char === '\\') at += 1;
    else if (char === '"' || char === "'") {
      at = text.indexOf(char, at + 1);
      if (at < 0) return undefined;
    } else if (ENDS.includes(char)) return undefined;
    else if (char === '{') open += 1;
    else if (char === '}' && --open === 0) return isExpansion ? at : undefined;
    else if (open === 1 && (char === ',' || text.startsWith('..', at))) isExpansion = true;
  }
  return undefined;
}
