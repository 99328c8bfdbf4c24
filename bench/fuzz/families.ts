import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from './family.ts';

const FOLDER = join(import.meta.dirname, 'families');

/** Every family of the folder, sorted by id: a file there is all that one more parser takes. */
export async function loadFamilies(): Promise<readonly Family[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((file) => import(join(FOLDER, file)) as Promise<{ families: readonly Family[] }>),
  );
  const families = modules.flatMap((module) => module.families);
  const ids = families.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two families are called ${twice}`);
  return families.sort((a, b) => (a.id < b.id ? -1 : 1));
}
