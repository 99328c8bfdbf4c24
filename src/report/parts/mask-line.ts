import { maskValue } from './masks.ts';

/** `NAME=value`, the value quoted or not; any other word. */
const WORD = /([\w.-]+)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+)|[^\s"']+/g;

/** `ENV NAME value`. */
const OLD_FORM = /^\s*(?:ENV|ARG|LABEL)\s+([\w.-]+)\s+(?=\S)/i;

/** A line of a Dockerfile with stars for what looks like a secret. It keeps its length: what stands behind stays in its place. */
export function maskLine(line: string): string {
  const masked = line.replace(WORD, (word, name: string | undefined, value: string | undefined) => {
    if (name === undefined || value === undefined) return maskValue('', word) === word ? word : stars(word);
    const plain = value.replace(/^["']|["']$/g, '');
    return maskValue(name, plain) === plain ? word : `${name}=${stars(value)}`;
  });
  const [head = '', name = ''] = OLD_FORM.exec(masked) ?? [];
  const rest = masked.slice(head.length);
  return head === '' || /^\S+=/.test(name) || maskValue(name, rest) === rest ? masked : head + stars(rest);
}

function stars(text: string): string {
  return text.replace(/[^\s"'\\]/g, '*');
}
