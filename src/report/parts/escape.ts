const PLAIN = /^[\x20-\x7e]*$/;

/**
 * What a terminal would act on, or a reader could not see: controls (C0, C1, DEL), format marks (bidi overrides and isolates, zero
 * width, tags), line and paragraph separators, lone surrogates, private use.
 */
const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const NOT_ASCII = /[^\x20-\x7e]/gu;

/** Foreign text as one line that is safe to print: what is active becomes a visible `\u001b`; without `unicode`, all that is not ASCII. */
export function escapeText(text: string, unicode: boolean): string {
  if (PLAIN.test(text)) return text;
  return text.replace(unicode ? ACTIVE : NOT_ASCII, escapeCharacter);
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0)!;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
