import type { Span } from '../../model/dockerfile.ts';
import { decodeUtf8 } from './characters.ts';
import { type PathPattern, parsePathPattern } from './ignore-pattern.ts';

/** One line of an ignore file. */
export interface IgnoreRule {
  /** Cleaned, without `!` and slashes at its ends. */
  readonly pattern: string;
  /** `!pattern`: takes back what earlier lines ignore. */
  readonly isException: boolean;
  readonly span: Span;
}

export interface IgnoreFile {
  readonly rules: readonly IgnoreRule[];
  /** Lines that Docker refuses: it then refuses the whole file. */
  readonly malformed: readonly Span[];
  /** Whether a path below the build's context is left out; `a/b`, slashes at its ends do not count. */
  ignores(path: string): boolean;
}

/** Names of the ignore file that goes with a Dockerfile, the first that is there counts: its own, then the context's. */
export function ignoreFileNamesOf(dockerfile: string): string[] {
  return [`${dockerfile}.dockerignore`, '.dockerignore', '.iechorignore'];
}

/**
 * Reads `.dockerignore`: the last line that matches a path, or a directory above it, tells. Comments begin in the first column. Source: Docker's
 * reference, ".dockerignore files".
 */
export function parseIgnoreFile(bytes: Uint8Array): IgnoreFile {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).latin1Slice();
  const rules: IgnoreRule[] = [];
  const matchers: { readonly isException: boolean; readonly matches: PathPattern }[] = [];
  const malformed: Span[] = [];
  let start = source.startsWith('\xef\xbb\xbf') ? 3 : 0;
  while (start < source.length) {
    const lineBreak = source.indexOf('\n', start);
    const end = lineBreak < 0 ? source.length : lineBreak;
    const rule = ruleOf(source, start, end);
    const matches = rule && parsePathPattern(rule.pattern);
    if (
      rule !== undefined &&
      (matches === undefined || rule.pattern === '' || (rule.isException && rule.pattern === '/'))
    )
      malformed.push(rule.span);
    else if (rule !== undefined && matches !== undefined) {
      rules.push(rule);
      matchers.push({ isException: rule.isException, matches });
    }
    start = end + 1;
  }
  return { rules, malformed, ignores: (path) => isIgnored(matchers, path) };
}

function ruleOf(source: string, start: number, end: number): IgnoreRule | undefined {
  const line = source.slice(start, end);
  if (line.startsWith('#')) return undefined;
  const text = decodeUtf8(line).trim();
  if (text === '') return undefined;
  const from = start + (line.length - line.trimStart().length);
  const span = { start: from, end: from + line.trim().length };
  const isException = text.startsWith('!');
  const rest = isException ? text.slice(1).trim() : text;
  const pattern = rest === '' ? '' : cleanPath(rest).trim();
  // Docker cleans first and looks for the sign again: `/!name` is an exception too.
  const hasSignInside = !isException && pattern.startsWith('!');
  return hasSignInside ? { pattern: pattern.slice(1), isException: true, span } : { pattern, isException, span };
}

/** Go's `filepath.Clean`, and no slash at the beginning: `/a/./b/../c/` → `a/c`. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  const isRooted = path.startsWith('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isRooted) parts.push(part);
  }
  return parts.length > 0 ? parts.join('/') : isRooted ? '/' : '.';
}

/** The directories above a path and itself, outermost first; of very deep ones the first. */
function prefixesOf(path: string): string[] {
  const prefixes: string[] = [];
  for (let at = path.indexOf('/'); at >= 0 && prefixes.length < 1000; at = path.indexOf('/', at + 1))
    prefixes.push(path.slice(0, at));
  return [...prefixes, path];
}

function isIgnored(
  matchers: readonly { readonly isException: boolean; readonly matches: PathPattern }[],
  path: string,
): boolean {
  const clean = cleanPath(path);
  if (clean === '.' || clean === '/') return false;
  const prefixes = prefixesOf(clean.startsWith('/') ? clean.slice(1) : clean);
  let isOut = false;
  for (const { isException, matches } of matchers)
    if (isException === isOut && prefixes.some(matches)) isOut = !isException;
  return isOut;
}
