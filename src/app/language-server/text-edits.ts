import type { TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { decodeUtf8 } from '../../formats/dockerfile/characters.ts';
import type { Edit } from '../../model/dockerfile.ts';
import { rangeOf } from './diagnostics.ts';
import type { TextMap } from './text-map.ts';

/** Edits of bytes as an editor makes them. */
export function textEditsOf(document: TextDocument, map: TextMap, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(document, map, span), newText: decodeUtf8(text) }));
}

/** One edit that makes one text of another, without the lines that are equal at both ends: cursors and folds there stay where they are. */
export function editBetween(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  while (!isLineStart(before, head)) head--;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  // Whole lines: no edit begins or ends within a character.
  const isWhole = [before, after].every((text) => isLineStart(text, text.length - tail));
  const end = before.indexOf('\n', before.length - tail);
  const kept = isWhole ? tail : end < 0 ? 0 : before.length - end - 1;
  return { span: { start: head, end: before.length - kept }, text: after.slice(head, after.length - kept) };
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}
