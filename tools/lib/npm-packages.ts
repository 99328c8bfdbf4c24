import { importsOf, npmPackageOf } from './imports.ts';
import type { SourceFile } from './source-files.ts';

/** Folder → npm packages that its program files may import; the longest folder that fits counts. No entry: none. */
export const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  'src/app/config': ['yaml'],
  'src/app/language-server': ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  'src/app/lint': ['yaml'],
  'src/formats/licenses': ['spdx-expression-parse'],
  'src/formats/sbom': ['saxes'],
  'src/io': ['smol-toml', 'web-tree-sitter'],
  'src/judgment/lint': ['@marcbachmann/cel-js'],
  'src/knowledge/feeds': ['ae-cvss-calculator'],
};

/** Imports of npm packages that their folder has no leave for, one line each. */
export function foreignPackagesOf(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const folder = Object.keys(allowedPackages)
      .filter((one) => path.startsWith(`${one}/`))
      .sort((a, b) => b.length - a.length)[0];
    const allowed = folder === undefined ? [] : (allowedPackages[folder] ?? []);
    return packagesOf(text)
      .filter((name) => !allowed.includes(name))
      .map(
        (name) =>
          `${path} imports ${name}: ${folder ?? 'its folder'} may use ${allowed.join(', ') || 'no npm package'}`,
      );
  });
}

/** Names of the npm packages that a source file imports. */
export function packagesOf(text: string): string[] {
  return [...new Set(importsOf(text).flatMap((specifier) => npmPackageOf(specifier) ?? []))];
}
