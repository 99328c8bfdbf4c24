import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schemeOf, versionSchemes } from './index.ts';

it('lists one scheme per file, sorted, and finds each by id', () => {
  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'index.ts',
  );
  expect(versionSchemes.map((scheme) => `${scheme.id}.ts`)).toEqual(files.sort());
  for (const scheme of versionSchemes) expect(schemeOf(scheme.id)).toBe(scheme);
});
