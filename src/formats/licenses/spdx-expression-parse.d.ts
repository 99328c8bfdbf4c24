declare module 'spdx-expression-parse' {
  /** The expression's tree; throws when `source` is no valid SPDX license expression. */
  const parse: (source: string) => unknown;
  export = parse;
}
