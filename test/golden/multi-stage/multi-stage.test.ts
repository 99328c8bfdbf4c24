import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseDockerfile } from '../../../src/formats/dockerfile/parse-dockerfile.ts';
import { openShellParser } from '../../../src/io/shell/tree-sitter-shell.ts';
import { toMultiStage } from '../../../src/judgment/lint/multi-stage/to-multi-stage.ts';
import { contextsOf } from '../../../src/judgment/lint/parts/contexts.ts';
import { defaultLintSettings } from '../../../src/judgment/lint/parts/settings.ts';
import type { LintRule } from '../../../src/model/lint.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const parseShell = await openShellParser();
const names = readdirSync(folder).flatMap((name) => /^(.*)\.before\.txt$/.exec(name)?.[1] ?? []);

function convert(bytes: Uint8Array) {
  const file = parseDockerfile(bytes, 'Dockerfile');
  const context = contextsOf(file, { settings: defaultLintSettings, parseShell, now: new Date(0) });
  const { shell } = context({ rule: {} as LintRule<unknown>, options: undefined, level: 'info' });
  return toMultiStage(file, shell);
}

it.each(names)('%s', async (name) => {
  const before = readFileSync(`${folder}/${name}.before.txt`);
  const made = convert(before);
  if ('refused' in made) throw new Error(made.refused);
  const after = Buffer.from(made.text, 'latin1');
  const assumed = made.assumptions.map((sentence) => `- ${sentence}\n`).join('');
  await expect(`${after}\nAssumed:\n${assumed}`).toMatchFileSnapshot(`${folder}/${name}.after.txt`);
  expect(convert(after)).toEqual({ refused: 'the file has several stages already' });
  // No comment and no instruction is lost.
  for (const line of `${before}`.split('\n')) if (!/^from\b/i.test(line)) expect(`${after}`).toContain(line);
});

it('has three examples of each language', () => {
  const languages = names.map((name) => name.replace(/-.*/, ''));
  for (const language of new Set(languages)) expect(languages.filter((one) => one === language).length).toBeGreaterThanOrEqual(3);
  expect(new Set(languages).size).toBe(8);
});
