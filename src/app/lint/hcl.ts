/** `type "label" { name = … }` at the top of a file. */
export interface HclBlock {
  readonly type: string;
  readonly label: string;
  /** Those whose value is a string, a heredoc, or a list of strings; interpolations stay as written. */
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
}

/** Blanks and comments; heredocs; strings; names; any one sign (HCL Native Syntax Specification, "Lexical Elements"). */
const TOKEN =
  /(?<skip>[ \t\r]+|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|<<-?(?<tag>[A-Za-z_][\w-]*)\r?\n|"(?<text>(?:[^"\\\n]|\\.)*)"|(?<name>[A-Za-z_][\w-]*)|(?<sign>[\s\S])/gy;

type Token = { readonly kind: 'text' | 'name' | 'sign'; readonly value: string };

/** Reads so much of HCL as tells what is built: blocks, and their plain attributes. Total and linear: what it does not understand it passes over. */
export function hclBlocks(source: string): HclBlock[] {
  const tokens = tokensOf(source);
  const blocks: HclBlock[] = [];
  for (let at = 0; at < tokens.length; ) {
    const [type, label, open] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (type?.kind === 'name' && label !== undefined && label.kind !== 'sign' && isSign(open, '{')) {
      const { attributes, next } = attributesAt(tokens, at + 3);
      blocks.push({ type: type.value, label: label.value, attributes });
      at = next;
    } else at = isSign(type, '{') ? behind(tokens, at) : at + 1;
  }
  return blocks;
}

function attributesAt(tokens: readonly Token[], from: number) {
  const attributes: Record<string, string | readonly string[]> = {};
  let at = from;
  while (at < tokens.length && !isSign(tokens[at], '}')) {
    const [name, equals, value] = [tokens[at]!, tokens[at + 1], tokens[at + 2]];
    const isAttribute = name.kind !== 'sign' && isSign(equals, '=') && !isSign(value, '=');
    if (isAttribute && value?.kind === 'text' && isEnd(tokens[at + 3])) {
      attributes[name.value] = value.value;
      at += 3;
    } else if (isAttribute && isSign(value, '[')) {
      const end = behind(tokens, at + 2);
      attributes[name.value] = tokens
        .slice(at + 2, end)
        .flatMap(({ kind, value: text }) => (kind === 'text' ? [text] : []));
      at = end;
    } else at = isOpening(name) ? behind(tokens, at) : at + 1;
  }
  return { attributes, next: at + 1 };
}

/** The token behind the bracket that closes the one at `from`. */
function behind(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (isOpening(token)) depth += 1;
    else if (token.kind === 'sign' && /[}\])]/.test(token.value) && --depth === 0) return at + 1;
  }
  return tokens.length;
}

function isOpening({ kind, value }: Token): boolean {
  return kind === 'sign' && /[{[(]/.test(value);
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign;
}

/** Whether a value ends here: what follows is no operator. */
function isEnd(token: Token | undefined): boolean {
  return token === undefined || isSign(token, '\n') || isSign(token, '}') || isSign(token, ',');
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    const { tag, text, name, sign } = match.groups!;
    if (tag !== undefined) {
      const { value, next } = heredocAt(source, pattern.lastIndex, tag);
      tokens.push({ kind: 'text', value });
      pattern.lastIndex = next;
    } else if (text !== undefined) tokens.push({ kind: 'text', value: unescaped(text) });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
    if (pattern.lastIndex >= source.length) break;
  }
  return tokens;
}

/** The lines up to the one that holds the tag alone. Blanks that all of them begin with are the file's, not the text's. */
function heredocAt(source: string, from: number, tag: string): { value: string; next: number } {
  const lines: string[] = [];
  let at = from;
  while (at < source.length) {
    const end = source.indexOf('\n', at) < 0 ? source.length : source.indexOf('\n', at);
    const line = source.slice(at, end).replace(/\r$/, '');
    if (line.trim() === tag) return { value: withoutIndent(lines), next: end };
    lines.push(line);
    at = end + 1;
  }
  return { value: withoutIndent(lines), next: source.length };
}

function withoutIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = indents.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return lines.map((line) => `${line.slice(Math.min(least, line.length))}\n`).join('');
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, sign: string) => ({ n: '\n', t: '\t', r: '\r' })[sign] ?? sign);
}
