/**
 * Whether a path of the image is the same wherever the build stands: it begins with `/`, with a drive, or, where the file is written for
 * Windows, with a backslash.
 */
export function isAbsolutePath(path: string, escapeChar: string): boolean {
  return /^(?:\/|[A-Za-z]:)/.test(path) || (escapeChar === '`' && path.startsWith('\\'));
}
