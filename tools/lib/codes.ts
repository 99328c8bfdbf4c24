import type { SourceFile } from './source-files.ts';

/** First parts of codes; everything else that looks like `a/b` in a string is a path or a media type. */
export const CODE_FOLDERS = [
  'app',
  'cache',
  'catalogers',
  'cli',
  'config',
  'containerd',
  'contents',
  'daemon',
  'dockerfile',
  'image',
  'internal',
  'io',
  'knowledge',
  'lint',
  'registry',
  'report',
  'sbom',
  'scan',
  'tar',
] as const;

/** One code as the source uses it. */
export interface CodeUse {
  readonly code: string;
  /** Of a diagnostic its severity; a thrown error ends the command. */
  readonly kind: 'ends the command' | 'info' | 'warning' | 'error' | undefined;
  /** What it can say, where the text stands near the code; what is filled in is `…`. */
  readonly messages: readonly string[];
}

const literal = /'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/;

/** Every use of a code in these files, in order. */
export function codesIn(files: readonly SourceFile[]): CodeUse[] {
  const pattern = new RegExp(`'((?:${CODE_FOLDERS.join('|')})/[a-z0-9]+(?:-[a-z0-9]+)*)'`, 'g');
  return files.flatMap(({ text }) =>
    [...text.matchAll(pattern)].map((found) => {
      const before = text.slice(Math.max(0, found.index - 60), found.index);
      const after = text.slice(found.index + found[0].length);
      const severity = /^\s*,\s*severity:\s*'(info|warning|error)'/.exec(after)?.[1];
      const isThrown = /PlimsollError\(\s*$/.test(before);
      const isOdd = /\.odd\(\s*$/.test(before);
      return {
        code: found[1]!,
        kind: isThrown ? 'ends the command' : isOdd ? 'warning' : (severity as CodeUse['kind']),
        messages: messagesNear(text.slice(0, found.index), after),
      };
    }),
  );
}

/** What the launcher, a shell script, ends with: `fail CODE MESSAGE [HELP]`. */
export function launcherCodesIn(script: string): CodeUse[] {
  return [...script.matchAll(/\bfail ([a-z-]+) (?:'([^']*)'|"([^"]*)")/g)].map(([, what, single, double]) => ({
    code: `launcher/${what}`,
    kind: 'ends the command',
    messages: [(single ?? double ?? '').replace(/\$\{?\w+\}?(?:\.\$\w+)?/g, '…')],
  }));
}

/** Codes of a diagnostic or an error whose folder the list above lacks. */
export function unlistedCodesIn(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ text }) =>
    [...text.matchAll(/(?:PlimsollError\(\s*|\bcode: )['`]([a-z]+)\/[^'`]*['`]/g)]
      .filter(([, folder]) => !(CODE_FOLDERS as readonly string[]).includes(folder!))
      .map(([use]) => use),
  );
}

/** The text that follows `code,` or `code, severity: …, message:`; when that is the variable `message`, what it was just set to. */
function messagesNear(before: string, after: string): string[] {
  const lead = /^\s*,\s*(?:severity:\s*[^,]+,\s*)?(?:message:\s*)?/.exec(after);
  if (lead === null) return [];
  const rest = after.slice(lead[0].length);
  const direct = literal.exec(rest);
  if (direct?.index === 0) return texts([direct], / /);
  if (!rest.startsWith('message')) return [];
  const assigned = before.slice(Math.max(0, before.lastIndexOf('const message =')));
  return assigned.length > 800 ? [] : texts([...assigned.matchAll(new RegExp(literal, 'g'))], /[a-z]+ [a-z]/);
}

/** Sentences among literals, told by `pattern` from operands. */
function texts(found: readonly RegExpExecArray[], pattern: RegExp): string[] {
  return found
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
    .map(withoutHoles)
    .filter((text) => pattern.test(text));
}

/** `${…}` as `…`, holes in holes too. */
function withoutHoles(text: string): string {
  let plain = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (depth === 0 && text.startsWith('${', i)) {
      plain += '…';
      depth = 1;
      i++;
    } else if (depth > 0) {
      if (text[i] === '{') depth++;
      else if (text[i] === '}') depth--;
    } else plain += text[i];
  }
  return plain.replace(/\\(.)/g, '$1').replace(/…+/g, '…');
}
