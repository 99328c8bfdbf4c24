/** One module that was linked in. */
export interface GoModule {
  readonly path: string;
  /** With `v`; `(devel)` when it was built from a working copy. */
  readonly version: string;
  /** What was built in its stead: another module or version, or a local folder, whose path it then is. */
  readonly replacement?: { readonly path: string; readonly version: string };
}

export interface GoModules {
  /** Import path of the main package. */
  readonly path?: string;
  readonly main?: GoModule;
  readonly dependencies: readonly GoModule[];
  /** `build` lines: flags and environment, and `vcs.revision` and its like. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Reads the lines that `go version -m` prints (Go, runtime/debug, BuildInfo.String): a word, then fields, all parted by tabs. Unknown lines are skipped. */
export function parseGoModules(text: string): GoModules {
  let path: string | undefined;
  let main: GoModule | undefined;
  let last: 'main' | 'dependency' | undefined;
  const dependencies: GoModule[] = [];
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [word, first = '', second = ''] = line.split('\t', 4);
    if (word === 'path') path = first;
    else if (word === 'mod') {
      main = { path: first, version: second };
      last = 'main';
    } else if (word === 'dep') {
      dependencies.push({ path: first, version: second });
      last = 'dependency';
    } else if (word === '=>') {
      const replacement = { path: first, version: second };
      if (last === 'main') main = { ...main!, replacement };
      else if (last === 'dependency') dependencies.push({ ...dependencies.pop()!, replacement });
      last = undefined;
    } else if (word === 'build') addSetting(settings, line.slice('build\t'.length));
  }
  return { ...(path !== undefined && { path }), ...(main && { main }), dependencies, settings };
}

/** `key=value`; a value with blanks or quotes is quoted as Go source is. */
function addSetting(settings: Map<string, string>, text: string): void {
  const equals = text.indexOf('=');
  if (equals <= 0) return;
  settings.set(text.slice(0, equals), unquote(text.slice(equals + 1)));
}

function unquote(text: string): string {
  if (text.length >= 2 && text.startsWith('`') && text.endsWith('`')) return text.slice(1, -1);
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
