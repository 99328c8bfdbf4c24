import { expect, it } from 'vitest';
import { isBuilt, makeReadme, readmeText } from './make-readme.ts';

it.skipIf(!isBuilt)(
  `the README shows what its first command prints: node tools/make-readme.ts writes it${isBuilt ? '' : ' (skipped: needs dist, which npm run build makes)'}`,
  () => {
    expect(readmeText()).toBe(makeReadme());
  },
);
