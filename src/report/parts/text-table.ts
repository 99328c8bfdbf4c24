import type { Pen, Style } from './pen.ts';
import { shorten, widthOf } from './text-width.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** 1 goes first when the room is short; absent: stays. */
  readonly drop?: number;
  /** Columns that it wants before others are dropped; longer text gets what is left over. */
  readonly comfortable?: number;
  /** Fewest columns to which it is shortened; absent: never shortened. */
  readonly least?: number;
}

export interface Cell {
  /** Safe already. */
  readonly text: string;
  readonly style?: Style | undefined;
}

export interface TableOptions {
  readonly indent?: number;
  readonly header?: boolean;
}

const GAP = 2;

/** A table whose columns have found their widths. */
export interface LaidTable {
  readonly header: string;
  line(row: readonly Cell[]): string;
}

/** All lines of a table; see `layTable`. */
export function* textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  pen: Pen,
  options: TableOptions = {},
): Iterable<string> {
  const table = layTable(columns, rows, pen, options);
  if (options.header ?? true) yield table.header;
  for (const row of rows) yield table.line(row);
}

/**
 * Fits `rows` to the pen's width: columns are dropped in the order of `drop`, then the widest are shortened in the middle; nothing ever
 * wraps. The columns that were cut share the room left over, so that one endless name does not take it all. Groups of rows that are
 * laid as one have the same columns.
 */
export function layTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  pen: Pen,
  options: TableOptions = {},
): LaidTable {
  const { indent = 0, header = true } = options;
  const natural = columns.map((column, at) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[at]?.text ?? '')), header ? column.title.length : 0),
  );
  const { kept, widths } = fitColumns(columns, natural, pen.width - indent);
  const line = (cells: readonly Cell[]) => {
    let text = ' '.repeat(indent);
    // Blanks are owed until something follows, so that no line ends in them.
    let owed = 0;
    for (const at of kept) {
      const cell = cells[at];
      const shown = cell === undefined ? '' : shorten(cell.text, widths[at]!, pen.signs.cut);
      const padding = widths[at]! - widthOf(shown);
      const lead = columns[at]!.align === 'right' ? padding : 0;
      if (shown !== '') {
        text += ' '.repeat(owed + lead) + pen.paint(cell?.style, shown);
        owed = padding - lead + GAP;
      } else owed += padding + GAP;
    }
    return `${text}\n`;
  };
  return { header: line(columns.map(({ title }) => ({ text: title, style: 'quiet' }))), line };
}

function fitColumns(columns: readonly Column[], natural: readonly number[], room: number) {
  const widths = natural.map((width, at) => Math.min(width, columns[at]!.comfortable ?? width, room));
  let kept = columns.map((_, at) => at);
  const total = () => kept.reduce((sum, at) => sum + widths[at]!, 0) + GAP * (kept.length - 1);
  while (total() > room) {
    const dropped = kept
      .filter((at) => columns[at]!.drop !== undefined)
      .sort((a, b) => columns[a]!.drop! - columns[b]!.drop!)[0];
    if (dropped === undefined) break;
    kept = kept.filter((at) => at !== dropped);
  }
  while (total() > room) {
    const widest = kept
      .filter((at) => columns[at]!.least !== undefined && widths[at]! > columns[at]!.least!)
      .sort((a, b) => widths[b]! - widths[a]!)[0];
    if (widest === undefined) break;
    widths[widest]!--;
  }
  const start = [...widths];
  for (let spare = room - total(); spare > 0; spare--) {
    const cut = kept
      .filter((at) => widths[at]! < natural[at]!)
      .sort((a, b) => widths[a]! - start[a]! - (widths[b]! - start[b]!))[0];
    if (cut === undefined) break;
    widths[cut]!++;
  }
  return { kept, widths };
}
