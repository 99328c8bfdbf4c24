import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeReference, referencePath } from './make-reference.ts';

it('the stored reference is what the tables make: node tools/make-reference.ts writes it', async () => {
  expect(readFileSync(referencePath, 'utf8')).toBe(await makeReference());
});
