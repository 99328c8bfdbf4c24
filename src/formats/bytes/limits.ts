/**
 * Every cap on foreign input, in one place. Each hit is a diagnostic or an error that names the limit; none is silent.
 * The composition may set others once, at the start of a thread (`setLimits`); everything else only reads them.
 */
export interface Limits {
  /** Image manifest, index and configuration (containers/image allows the same). */
  manifestBytes: number;
  /** Token answers and error bodies of registries. */
  tokenBytes: number;
  /** Nesting of a JSON document. */
  jsonDepth: number;
  pathBytes: number;
  pathDepth: number;
  linkHops: number;
  /** One PAX header or GNU long name. */
  tarHeaderBytes: number;
  /** Entries of one image, all layers together. */
  entries: number;
  /** Unpacked bytes of one image, all layers together. */
  outputBytes: number;
  /** Archives inside archives. */
  archiveNesting: number;
  /** The most that is turned into one string. */
  stringBytes: number;
  /** A bill of materials, whole. */
  sbomBytes: number;
  /** Layers of one image. */
  layers: number;
  /** Diagnostics kept of one layer; the rest is counted. */
  diagnostics: number;
  /** Milliseconds that one reader may take for one file. */
  fileMs: number;
  /** Milliseconds of one scan. */
  scanMs: number;
  /** Bytes of memory of a process that reads layers apart (`--isolate`). */
  memoryBytes: number;
}

export const defaultLimits: Readonly<Limits> = {
  manifestBytes: 4 << 20,
  tokenBytes: 1 << 20,
  jsonDepth: 100,
  pathBytes: 4096,
  pathDepth: 500,
  linkHops: 40,
  tarHeaderBytes: 1 << 20,
  entries: 5_000_000,
  outputBytes: 64 * 2 ** 30,
  archiveNesting: 5,
  stringBytes: 64 << 20,
  sbomBytes: 256 << 20,
  layers: 10_000,
  diagnostics: 1000,
  fileMs: 10_000,
  scanMs: 300_000,
  memoryBytes: 2 * 2 ** 30,
};

const current: Limits = { ...defaultLimits };

/** The limits in force. */
export const limits: Readonly<Limits> = current;

/** Puts others in force, in this thread. */
export function setLimits(others: Partial<Limits>): void {
  Object.assign(current, defaultLimits, others);
}
