/** One challenge of a `WWW-Authenticate` header: the scheme in lower case, its parameters by lower-case name. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const SPACE = /[ \t]*/y;

/**
 * The challenges of a `WWW-Authenticate` header, several joined by commas (RFC 9110 §11.6.1). What is malformed ends the reading:
 * those before it count. The first of two equal parameters wins.
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match === null) return undefined;
    at = pattern.lastIndex;
    return match[1] ?? match[0];
  };
  while (at < header.length) {
    take(SPACE);
    if (header[at] === ',') {
      at++;
      continue;
    }
    const word = take(TOKEN);
    if (word === undefined) break;
    take(SPACE);
    if (header[at] !== '=') {
      challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
      continue;
    }
    at++;
    take(SPACE);
    const current = challenges.at(-1);
    const value = header[at] === '"' ? take(QUOTED)?.replace(/\\(.)/gs, '$1') : take(TOKEN);
    if (current === undefined || value === undefined) break;
    const name = word.toLowerCase();
    if (!current.parameters.has(name)) current.parameters.set(name, value);
  }
  return challenges;
}
