const PLAIN = /^[\x20-\x7e]*$/;
const COMBINING = /^\p{M}$/u;

/** First and last code points that take two columns (Unicode UAX #11, W and F), coarse: whole blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Columns that escaped text takes on a terminal. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (COMBINING.test(character)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** `text` in at most `width` columns: the middle is replaced by `mark`, because names differ at both ends. */
export function shorten(text: string, width: number, mark: string): string {
  if (widthOf(text) <= width) return text;
  if (width <= mark.length) return mark.slice(0, Math.max(0, width));
  const room = width - mark.length;
  const tail = takeEnd(text, Math.floor(room / 2));
  return takeStart(text, room - widthOf(tail)) + mark + tail;
}

function takeStart(text: string, width: number): string {
  if (PLAIN.test(text)) return text.slice(0, width);
  let taken = '';
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > width) break;
    taken += character;
  }
  return taken;
}

function takeEnd(text: string, width: number): string {
  if (PLAIN.test(text)) return width === 0 ? '' : text.slice(-width);
  let taken = '';
  let used = 0;
  // Twice the width is enough code units to look at, unless they are combining marks, which then fall away with their letters.
  for (const character of [...text.slice(-(width * 4 + 4))].reverse()) {
    used += columnsOf(character);
    if (used > width) break;
    taken = character + taken;
  }
  return taken;
}

/** `text` in lines of at most `width` columns, broken at blanks; a word that is longer than a line is broken where the line ends. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/ +/)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) <= width) line += ` ${word}`;
    else {
      if (line !== '') lines.push(line);
      while (widthOf(word) > width) {
        const start = takeStart(word, width) || word;
        lines.push(start);
        word = word.slice(start.length);
      }
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}
