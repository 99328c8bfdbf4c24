import { decodeUtf8 } from '../../formats/dockerfile/characters.ts';
import type { Dockerfile, Span } from '../../model/dockerfile.ts';
import type { LintFinding } from '../../model/lint.ts';

/** Where a finding stands as editors count: lines from 1, columns in units of UTF-16 from 1; the end is behind the last character. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Counts columns of one file. Places that come in their order cost no more than the text between them. */
export class Utf16Columns {
  readonly #file: Pick<Dockerfile, 'source' | 'lineStarts'>;
  #line = 0;
  #byte = 0;
  #column = 1;

  constructor(file: Pick<Dockerfile, 'source' | 'lineStarts'>) {
    this.#file = file;
  }

  regionOf({ start, end, span }: Pick<LintFinding, 'start' | 'end' | 'span'>): Region {
    const startColumn = this.#columnAt(start.line, span.start);
    const endColumn =
      end.line === start.line
        ? startColumn + this.#lengthOf(span)
        : 1 + this.#lengthOf({ start: this.#file.lineStarts[end.line - 1] ?? 0, end: span.end });
    return { startLine: start.line, startColumn, endLine: end.line, endColumn };
  }

  #columnAt(line: number, byte: number): number {
    const lineStart = this.#file.lineStarts[line - 1] ?? 0;
    const isBehind = line === this.#line && byte >= this.#byte;
    const from = isBehind ? this.#byte : lineStart;
    this.#column = (isBehind ? this.#column : 1) + this.#lengthOf({ start: from, end: byte });
    this.#line = line;
    this.#byte = byte;
    return this.#column;
  }

  #lengthOf({ start, end }: Span): number {
    return decodeUtf8(this.#file.source.slice(start, Math.max(start, end))).length;
  }
}
