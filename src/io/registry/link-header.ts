/** The first target of a `Link` header with the relation `next` (RFC 8288), as it is written; undefined when there is none. */
export function nextLinkIn(header: string): string | undefined {
  const text = header.slice(0, MAX);
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('<', at);
    const close = text.indexOf('>', open);
    if (open < 0 || close < 0) return undefined;
    const end = endOfParameters(text, close + 1);
    if (isNext(text.slice(close + 1, end))) return text.slice(open + 1, close).trim();
    at = end + 1;
  }
  return undefined;
}

const MAX = 16 << 10;

/** The comma before the next link; one inside quotes is part of a value. */
function endOfParameters(text: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && isQuoted) at++;
    else if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === ',' && !isQuoted) return at;
  }
  return text.length;
}

function isNext(parameters: string): boolean {
  const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? [];
  return (quoted ?? plain ?? '').toLowerCase().split(/\s+/).includes('next');
}
