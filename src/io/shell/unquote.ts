/** Characters that a backslash takes their meaning from inside double quotes; before all others it stays. */
const ESCAPED_IN_QUOTES = '$`"\\\n';

const ANSI: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A word of the shell without its quotes and escapes, and whether the shell looks for files by it. Linear. Source: POSIX, XCU 2.2. */
export function unquote(raw: string): { value: string; hasGlob: boolean } {
  let value = '';
  let hasGlob = false;
  let at = 0;
  while (at < raw.length) {
    const char = raw[at]!;
    if (char === "'") {
      const end = endOf(raw, "'", at + 1);
      value += raw.slice(at + 1, end);
      at = end + 1;
    } else if (char === '$' && raw[at + 1] === "'") {
      const [text, end] = unquoteAnsi(raw, at + 2);
      value += text;
      at = end;
    } else if (char === '"' || (char === '$' && raw[at + 1] === '"')) {
      const [text, end] = unquoteDouble(raw, char === '"' ? at + 1 : at + 2);
      value += text;
      at = end;
    } else if (char === '\\') {
      if (raw[at + 1] !== '\n') value += raw[at + 1] ?? '';
      at += 2;
    } else {
      if (char === '*' || char === '?' || (char === '[' && raw.includes(']', at))) hasGlob = true;
      value += char;
      at += 1;
    }
  }
  return { value, hasGlob };
}

function endOf(raw: string, quote: string, from: number): number {
  const end = raw.indexOf(quote, from);
  return end < 0 ? raw.length : end;
}

function unquoteDouble(raw: string, from: number): [text: string, end: number] {
  let text = '';
  let at = from;
  while (at < raw.length && raw[at] !== '"') {
    const next = raw[at + 1];
    if (raw[at] !== '\\' || next === undefined || !ESCAPED_IN_QUOTES.includes(next)) text += raw[at++];
    else {
      if (next !== '\n') text += next;
      at += 2;
    }
  }
  return [text, at + 1];
}

/** `$'…'` of bash; numbers of characters stay as written. */
function unquoteAnsi(raw: string, from: number): [text: string, end: number] {
  let text = '';
  let at = from;
  while (at < raw.length && raw[at] !== "'") {
    const next = raw[at + 1];
    if (raw[at] !== '\\' || next === undefined) text += raw[at++];
    else {
      text += ANSI[next] ?? (/[\d]/.test(next) || 'xuUc'.includes(next) ? `\\${next}` : next);
      at += 2;
    }
  }
  return [text, at + 1];
}
