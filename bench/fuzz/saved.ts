import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from './check.ts';

/** Inputs that failed once. `npm test` runs them for ever: test/fuzz/testdata/<family>/, with a line each in ORIGIN.md. */
export const savedFolder = join(import.meta.dirname, '../../test/fuzz/testdata');

export interface SavedInput {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export function savedInputs(family: string): readonly SavedInput[] {
  const folder = join(savedFolder, family);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.bin'))
    .sort()
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(join(folder, file))) }));
}

/** Writes an input aside and says why; answers its path. */
export function saveInput(to: string, family: string, name: string, bytes: Uint8Array, failure: Failure): string {
  const folder = join(to, family);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.bin`);
  writeFileSync(file, bytes);
  const origin = join(folder, 'ORIGIN.md');
  if (!existsSync(origin)) writeFileSync(origin, `# Inputs that once broke ${family}\n\n`);
  appendFileSync(origin, `- \`${name}.bin\`: ${failure.kind}: ${failure.what}\n`);
  return file;
}
