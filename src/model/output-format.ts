/** Something to print: each command makes one kind. */
export interface Document {
  readonly kind: string;
}

/** How the reader of the output sees it. */
export interface View {
  /** Columns of the terminal. */
  readonly width: number;
  /** Colours allowed. */
  readonly paint: boolean;
  readonly unicode: boolean;
  /** OSC 8 hyperlinks allowed. */
  readonly links: boolean;
  /** Of the subject under the report: what the user typed, for "more:" lines. */
  readonly command?: string;
}

/** One file per output format; escapes all foreign text itself. */
export interface OutputFormat<D extends Document> {
  readonly id: string;
  readonly mediaType: string;
  /** Without dot. */
  readonly extension: string;
  /** Kinds of document that it can render. */
  readonly accepts: readonly D['kind'][];
  render(document: D, view: View): Iterable<string>;
}
