/** Writes docs/reference/errors.md, every code of an error or a diagnostic, from the source. Run: node tools/make-codes.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CodeUse, codesIn, launcherCodesIn } from './lib/codes.ts';
import { programFiles, root } from './lib/source-files.ts';

export const codesPath = join(root, 'docs/reference/errors.md');

const HEAD = `# Codes

Made by \`node tools/make-codes.ts\` from the source; do not edit. Codes are stable: scripts may rely on them.

A code that *ends the command* stands at the end of an \`error:\` line on stderr, and the exit code is 1. The others are diagnostics: the work
went on without the one item, and the report says so under \`diagnostics\`, with the layer and the path. \`…\` is filled in.

| code | what it does | message |
|---|---|---|
`;

/** The page, as text. */
export function makeCodes(): string {
  const uses = new Map<string, CodeUse[]>();
  const launcher = readFileSync(join(root, 'plimsoll'), 'utf8');
  for (const use of [...codesIn(programFiles()), ...launcherCodesIn(launcher)])
    uses.set(use.code, [...(uses.get(use.code) ?? []), use]);
  const rows = [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, all]) => rowOf(code, all));
  return HEAD + rows.map((row) => `${row}\n`).join('');
}

function rowOf(code: string, uses: readonly CodeUse[]): string {
  const kinds = distinct(uses.map(({ kind }) => kind));
  const messages = distinct(uses.flatMap(({ messages }) => messages)).map((message) => message.replaceAll('|', '\\|'));
  return `| \`${code}\` | ${kinds.join(', ') || 'diagnostic'} | ${messages.join('<br>')} |`;
}

function distinct<T extends string>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}

if (import.meta.main) writeFileSync(codesPath, makeCodes());
