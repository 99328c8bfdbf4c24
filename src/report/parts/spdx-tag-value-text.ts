import { escapeText } from './escape.ts';

/** A text block ends at its first end mark, and a line's value that begins with the start mark would open one: neither may be foreign. */
const MARK = /<(?=\/?text>)/gi;

/** A value of one line (SPDX 2.3, annex on tag-value): what is active or breaks the line becomes visible. */
export function tagValueLine(text: string): string {
  const line = escapeText(text, true);
  return line.includes('<') ? line.replace(MARK, '\\u003c') : line;
}

/** A value of several lines, between its marks. */
export function tagValueBlock(text: string): string {
  return `<text>${text.split('\n').map(tagValueLine).join('\n')}</text>`;
}
