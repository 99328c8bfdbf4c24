import { setFlagsFromString } from 'node:v8';
import type { ParseShell } from '../../ports/shell-parser.ts';

/**
 * Opens the grammar of shells: 1.5 MB of WebAssembly, which a file without shell text does without. V8 is kept from compiling it a second time for
 * speed: the lexer is one function of a megabyte, that takes 0.6 s and 160 MB, and the process would wait for it at its end. What it would win shows
 * nowhere: a thousand texts take less time without it.
 */
export async function shellParser(): Promise<ParseShell> {
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  const { openShellParser } = await import('../../io/shell/tree-sitter-shell.ts');
  return openShellParser();
}
