import parseExpression from 'spdx-expression-parse';
import { COMMON_IDS, idOfSpelling } from './spellings.ts';

/** What the parser answers: a license, or two expressions joined. */
type SpdxNode =
  | { readonly license: string; readonly plus?: true; readonly exception?: string }
  | { readonly left: SpdxNode; readonly conjunction: 'and' | 'or'; readonly right: SpdxNode };

/** The most of a license's text that is kept or looked at. */
const MAX_LENGTH = 256;

/** Answers kept: an image names few licenses many times. Bounded, because the texts are foreign. */
const MEMORY = 4096;
const memory = new Map<string, string | undefined>();

/** Words by which tools say that they know nothing. */
const NOTHING = /^(?:unknown|none|noassertion|n\/?a|null|undefined)$/i;

/**
 * What a package's metadata say of its license, as a canonical SPDX expression (SPDX 2.3, annex D) when it is one or is a common
 * spelling of one; else as written, trimmed, without line breaks, at most 256 characters.
 */
export function licenseOf(text: string): string {
  return (
    spdxOf(text) ??
    text
      .slice(0, MAX_LENGTH * 4)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX_LENGTH)
      .toWellFormed()
  );
}

/** The licenses of all texts: unique, sorted, without texts that say nothing (`UNKNOWN`, `NOASSERTION`, empty). */
export function licensesOf(texts: Iterable<string>): readonly string[] {
  const licenses = new Set<string>();
  for (const text of texts) {
    const license = licenseOf(text);
    if (license !== '' && !NOTHING.test(license)) licenses.add(license);
  }
  return [...licenses].sort();
}

/** The canonical SPDX expression that `text` is or means, or undefined when it cannot be read as one. */
export function spdxOf(text: string): string | undefined {
  if (COMMON_IDS.has(text)) return text;
  if (text.length > MAX_LENGTH) return undefined;
  const known = memory.get(text);
  if (known !== undefined || memory.has(text)) return known;
  const trimmed = text.trim();
  const expression = parseSpdx(trimmed) ?? idOfSpelling(trimmed) ?? parseSpdx(respell(trimmed));
  if (memory.size >= MEMORY) memory.clear();
  memory.set(text, expression);
  return expression;
}

function parseSpdx(text: string): string | undefined {
  if (text === '') return undefined;
  try {
    return print(parseExpression(text.replace(/\s+/g, ' ')) as SpdxNode, 'or');
  } catch {
    return undefined;
  }
}

/** `GPLv2+ and (MIT / BSD-3)` → the same with an SPDX id for each spelling; `/` and `|` mean "or", `&` means "and". */
function respell(text: string): string {
  return text
    .replace(/\bor (?:\(?at your option\)? )?(?:any )?(?:later|newer)(?: versions?)?\b/gi, '+')
    .split(/(\(|\)|\s+(?:and|or|with)\s+|\s*[/|&]+\s*)/i)
    .map((part) => {
      const word = part.trim().toLowerCase();
      if (word === 'and' || word === 'or' || word === 'with') return ` ${word} `;
      if (/^[/|]+$/.test(word)) return ' or ';
      if (/^&+$/.test(word)) return ' and ';
      return idOfSpelling(part.trim()) ?? part;
    })
    .join('');
}

/** Prints with as few parentheses as the precedence needs (`AND` binds tighter than `OR`). */
function print(node: SpdxNode, inside: 'and' | 'or'): string {
  if ('conjunction' in node) {
    const text = `${print(node.left, node.conjunction)} ${node.conjunction.toUpperCase()} ${print(node.right, node.conjunction)}`;
    return inside === 'and' && node.conjunction === 'or' ? `(${text})` : text;
  }
  const exception = node.exception === undefined ? '' : ` WITH ${node.exception}`;
  return `${currentId(node.license, node.plus === true)}${exception}`;
}

/** The GNU ids without suffix are deprecated since SPDX license list 3.0: `GPL-2.0` is `-only`, `GPL-2.0+` is `-or-later`. */
function currentId(id: string, plus: boolean): string {
  if (/^(?:A?GPL|LGPL|GFDL)-\d\.\d$/.test(id)) return `${id}-${plus ? 'or-later' : 'only'}`;
  return plus && !id.endsWith('-or-later') ? `${id}+` : id;
}
