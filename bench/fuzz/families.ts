import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from './family.ts';

export const familyFolder = join(import.meta.dirname, 'families');

/** Every family of a folder, sorted by id: a file there is all that one more parser takes. */
export async function loadFamilies(folder = familyFolder): Promise<readonly Family[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((file) => import(join(folder, file)) as Promise<{ families: readonly Family[] }>),
  );
  const families = modules.flatMap((module) => module.families);
  const ids = families.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two families are called ${twice}`);
  return families.sort((a, b) => (a.id < b.id ? -1 : 1));
}
