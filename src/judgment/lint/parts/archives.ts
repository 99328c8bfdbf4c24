/** Archives that ADD takes apart: tar, plain or packed by gzip, bzip2, xz or zstd. */
const EXTRACTED = /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz|tbz2?|tb2|tz2|txz|tzst)$/i;

/** Names of packed files that may well be archives: whether ADD takes them apart is found in their bytes. */
const PERHAPS = /\.(?:tar(?:\.zst)?|gz|bz2|xz|Z|lz|lzma|tgz|tbz2?|tb2|tz2|txz|tzst|tlz|tpz|tZ)$/i;

/** Whether ADD takes a file of this name apart. */
export function isExtracted(path: string): boolean {
  return EXTRACTED.test(path);
}

/** Whether ADD may take a file of this name apart; a pattern counts as the names that it stands for. */
export function mayBeExtracted(path: string): boolean {
  return PERHAPS.test(path.replace(/(?<![*?])[*?]+$/, ''));
}
