/** Comments and strings, so that a quote in a comment or `//` in a string is not mistaken for the other. */
const commentOrString = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** `import x from 'y'`, `export … from 'y'`, `import 'y'`: statements begin a line. */
const statement = /^(?:import|export)\b(?:[^'"`;]*?\bfrom\s*|\s*)(?:'([^'\n]+)'|"([^"\n]+)")/gm;

/** `import('y')`, as a value or a type, and `require('y')`; not what stands in a template of source text. */
const call = /\b(?:import|require)\s*\(\s*(?:'([^'\n$]+)'|"([^"\n$]+)"|`([^`$]+)`)/g;

/** Every module that a source file names, types included, each once, sorted. Relative ones as written. */
export function importsOf(text: string): string[] {
  const code = text.replace(commentOrString, (found) => (found.startsWith('/') ? ' ' : found));
  const found = new Set<string>();
  for (const pattern of [statement, call]) {
    for (const [, ...names] of code.matchAll(pattern)) {
      const name = names.find((one) => one !== undefined);
      if (name !== undefined) found.add(name);
    }
  }
  return [...found].sort();
}

/** Name of the npm package of a bare specifier: `ajv/dist/2020.js` is of `ajv`. Undefined for relative and built-in modules. */
export function npmPackageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('node:')) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
