import { escapeText } from './escape.ts';
import { shorten } from './text-width.ts';

/** Columns of one foreign text at most: names, versions and paths of packages are rarely half as long. */
const LONGEST = 100;

/** Columns of a sentence at most: what it quotes may be long. */
const SENTENCE = 300;

/**
 * Foreign text as a code span (GitHub Flavored Markdown §6.3): nothing in it is markup, HTML, a link, a mention or a reference to an
 * issue. A pipe would end a cell of a table even there, so it stands between two spans, as an entity. One line; `?` for nothing.
 */
export function markdownCode(text: string, longest: number = LONGEST): string {
  const line = shorten(escapeText(text, true), longest, '…');
  if (line.trim() === '') return '`?`';
  return line
    .split('|')
    .map((part) => (part === '' ? '' : spanOf(part)))
    .join('&#124;');
}

/** Words, numbers and marks that GitHub makes nothing of, wherever they stand within a line. */
const PROSE = /^[A-Za-z](?:[A-Za-z0-9 ,.;'"()/+-]|: )*$/;

/** What of prose it would link all the same: addresses, issues (`GH-1`, `ABC-1`), commits. */
const LINKED = /www\.|[A-Za-z]-\d|[0-9A-Fa-f]{7}/;

/** A sentence that may quote foreign text: as it is when it is harmless, which most are, else as code. */
export function markdownProse(text: string): string {
  return text.length <= SENTENCE && PROSE.test(text) && !LINKED.test(text) ? text : markdownCode(text, SENTENCE);
}

/** A fence of another length than any run of backticks in it; blanks beside backticks, which the reader takes off again. */
function spanOf(text: string): string {
  if (text.trim() === '') return '&#32;'.repeat(text.length);
  const isPadded = text.startsWith(' ') && text.endsWith(' ');
  if (!text.includes('`')) return isPadded ? `\` ${text} \`` : `\`${text}\``;
  const runs = text.match(/`+/g)!;
  const lengths = new Set(runs.map((run) => run.length));
  let length = 1;
  while (lengths.has(length)) length++;
  const fence = '`'.repeat(length);
  return `${fence} ${text} ${fence}`;
}

/** A row of a table. The cells are Markdown. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** The head of a table; a title that begins with `#` is of a column of numbers. */
export function markdownHead(titles: readonly string[]): string {
  const names = titles.map((title) => title.replace(/^#/, ''));
  return markdownRow(names) + markdownRow(titles.map((title) => (title.startsWith('#') ? '--:' : '---')));
}
