import type { Dockerfile, Edit, Span } from '../../../model/dockerfile.ts';

const EXPANSION = /^(?:\$(?:\w+|[@*#?$!-]|\{.*\}|\(.*\))|`.*`)$/;

/** Names of variables that hold several words: `BUILD_DEPS`, `CFLAGS`. */
const LIST_NAME = /^\$\{?\w*(?:s|list|all)\}?$/i;
/** Programs that print one word. */
const PRINTS_ONE =
  /^(?:\$\(|`)\s*(?:arch|basename|date|dirname|getconf|hostname|id|lsb_release|mktemp|nproc|pwd|readlink|realpath|uname|which|whoami|command -v|dpkg --print-architecture|go env|git rev-parse)\b[^|;&]*$/;

/** Whether an expansion that is a word of its own may be meant to become several. */
export function mayBeList({ source }: Pick<Dockerfile, 'source'>, { start, end }: Span): boolean {
  const isWhole = /\s/.test(source[start - 1] ?? ' ') && /[\s;&|)]/.test(source[end] ?? ' ');
  const text = source.slice(start, end);
  return isWhole && (/^\$(?!\()/.test(text) ? LIST_NAME.test(text) : !PRINTS_ONE.test(text));
}

/** Double quotes around an expansion. None where a line break stands in it: then its text is not all of what stands in the file. */
export function quoteEdits({ source }: Pick<Dockerfile, 'source'>, { start, end }: Span): readonly Edit[] {
  if (!EXPANSION.test(source.slice(start, end))) return [];
  return [
    { span: { start, end: start }, text: '"' },
    { span: { start: end, end }, text: '"' },
  ];
}
