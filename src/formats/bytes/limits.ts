/** Every cap on foreign input, in one place. Each hit is a diagnostic or an error that names the limit; none is silent. */
export const limits = {
  /** Image manifest, index and configuration (containers/image allows the same). */
  manifestBytes: 4 << 20,
  /** Token answers and error bodies of registries. */
  tokenBytes: 1 << 20,
  pathBytes: 4096,
  pathDepth: 500,
  linkHops: 40,
  /** One PAX header or GNU long name. */
  tarHeaderBytes: 1 << 20,
  /** Entries of one image, all layers together. */
  entries: 5_000_000,
  /** Unpacked bytes of one image, all layers together. */
  outputBytes: 64 * 2 ** 30,
  archiveNesting: 5,
  /** The most that is turned into one string. */
  stringBytes: 64 << 20,
  /** Layers of one image. */
  layers: 10_000,
  /** Diagnostics kept of one layer; the rest is counted. */
  diagnostics: 1000,
} as const;
