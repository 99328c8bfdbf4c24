import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { outputFormats } from './index.ts';

/** In the folder, but no format. */
const OTHERS = ['filter.ts', 'index.ts'];

it('lists one format per file, sorted, and loads each by its id', async () => {
  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !OTHERS.includes(name),
  );
  expect(outputFormats.map(({ id }) => id)).toEqual(files.map((name) => name.slice(0, -'.ts'.length)).sort());
  for (const { id, load } of outputFormats) {
    const format = await load();
    expect(format.id).toBe(id);
    expect([...format.accepts]).toEqual([...format.accepts].sort());
  }
});
