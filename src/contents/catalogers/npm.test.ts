import { describe, expect, it } from 'vitest';
import { catalogFiles, type Files, plainTree, readFiles } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { imageFiles, reasonToSkip, sharedDirectory, truthOf } from '../../../test/kit/shared.ts';
import { displayName } from '../../model/package.ts';
import { npm } from './npm.ts';

const json = (value: unknown) => JSON.stringify(value);
const manifest = (name: string, version: string, more: object = {}) => json({ name, version, ...more });
const catalog = (files: Files) => catalogFiles(npm, files);
const spelled = (files: Files) =>
  catalog(files).packages.map((pkg) => `${displayName(pkg)}@${pkg.version} ${pkg.locations[0]?.path}`);

describeCataloger(npm, [
  {
    path: 'app/node_modules/@hapi/hoek/package.json',
    bytes: new TextEncoder().encode(manifest('@hapi/hoek', '8.5.0', { license: 'BSD-3-Clause' })),
  },
  {
    path: 'app/node_modules/.package-lock.json',
    bytes: new TextEncoder().encode(json({ lockfileVersion: 3, packages: { 'node_modules/a': { dev: true } } })),
  },
]);

describe('which package.json is a package', () => {
  it.each([
    ['node_modules/a/package.json', true],
    ['app/node_modules/@s/a/package.json', true],
    ['app/node_modules/b/node_modules/a/package.json', true],
    ['app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json', true],
    ['app/node_modules/.pnpm/@s+a@1.0.0/node_modules/@s/a/package.json', true],
    ['usr/local/lib/node_modules/npm/package.json', true],
    ['usr/share/nodejs/a/package.json', true],
    ['opt/yarn-v1.22.19/package.json', true],
    ['app/package.json', true],
    ['package.json', true],
    ['app/node_modules/a/dist/esm/package.json', false],
    ['app/node_modules/a/test/resolver/package.json', false],
    ['app/node_modules/@s/a/dist/package.json', false],
    ['app/node_modules/@s/package.json', false],
    ['app/node_modules/package.json', false],
    ['app/node_modules/.cache/package.json', false],
    ['app/node_modules/.ignored/a/package.json', false],
    ['app/node_modules/.a-Xy12Z/package.json', false],
    ['app/node_modules/@s/.a-Xy12Z/package.json', false],
  ])('%s: %s', (path, counts) => {
    expect(spelled({ [path]: manifest('a', '1.0.0') })).toEqual(counts ? [`a@1.0.0 ${path}`] : []);
  });
});

it('splits the scope off', () => {
  const [pkg] = catalog({ 'node_modules/@s/a/package.json': manifest('@s/a', '1.0.0') }).packages;
  expect(pkg).toMatchObject({ type: 'npm', namespace: '@s', name: 'a', version: '1.0.0', vendor: 'third-party' });
});

it('the name inside counts, not that of the directory (npm aliases)', () => {
  expect(spelled({ 'node_modules/old-ms/package.json': manifest('ms', '2.0.0') })).toEqual([
    'ms@2.0.0 node_modules/old-ms/package.json',
  ]);
  expect(spelled({ 'node_modules/a/package.json': json({ version: '1.0.0' }) })).toEqual([
    'a@1.0.0 node_modules/a/package.json',
  ]);
});

describe('what is bad is said', () => {
  it.each([
    ['no version', 'node_modules/a/package.json', json({ name: 'a' }), 'catalogers/npm-incomplete'],
    ['version is no text', 'node_modules/a/package.json', json({ name: 'a', version: 1 }), 'catalogers/npm-incomplete'],
    ['a name with a path', 'node_modules/a/package.json', manifest('../../etc', '1'), 'catalogers/npm-incomplete'],
    ['no JSON', 'node_modules/a/package.json', '{"name": "a"', 'catalogers/npm-unreadable'],
    ['no object', 'node_modules/a/package.json', '[]', 'catalogers/npm-unreadable'],
    ['too large', 'node_modules/a/package.json', ' '.repeat((4 << 20) + 1), 'catalogers/npm-unreadable'],
    ["Plug'n'Play", 'app/.pnp.cjs', '#!/usr/bin/env node', 'catalogers/yarn-pnp-not-read'],
  ])('%s', (_, path, text, code) => {
    const { packages, diagnostics } = catalog({ [path]: text });
    expect(packages).toEqual([]);
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.path])).toEqual([[code, path]]);
  });

  it('a project without name or version is no package, and nothing is wrong with it', () => {
    expect(
      catalog({ 'app/package.json': json({ private: true }), 'b/package.json': json({ type: 'module' }) }),
    ).toMatchObject({
      packages: [],
      diagnostics: [],
    });
  });

  it('a byte order mark is nothing bad', () => {
    expect(spelled({ 'node_modules/a/package.json': `\ufeff${manifest('a', '1.0.0')}` })).toHaveLength(1);
  });
});

describe('licenses', () => {
  it.each([
    [{ license: 'MIT' }, ['MIT']],
    [{ license: '(MIT OR Apache-2.0)' }, ['MIT OR Apache-2.0']],
    [{ license: { type: 'BSD-3-Clause', url: 'x' } }, ['BSD-3-Clause']],
    [{ licenses: [{ type: 'MIT' }, { type: 'GPLv2+' }] }, ['GPL-2.0-or-later', 'MIT']],
    [{ licenses: ['Apache 2.0'] }, ['Apache-2.0']],
    [{ license: 'SEE LICENSE IN LICENSE.md' }, ['SEE LICENSE IN LICENSE.md']],
    [{ license: 7, licenses: [null, [], {}] }, []],
    [{}, []],
  ])('%j', (fields, licenses) => {
    expect(catalog({ 'node_modules/a/package.json': manifest('a', '1', fields) }).packages[0]?.licenses).toEqual(
      licenses,
    );
  });
});

describe('relation', () => {
  const relations = (files: Files, links: Readonly<Record<string, string>> = {}) => {
    const tree = { ...plainTree(files), resolve: (path: string) => links[path] ?? (path in files ? path : undefined) };
    const { facts } = readFiles(npm, files);
    const packages = [...npm.packages(facts, { layer: 0, tree }, () => {})];
    return Object.fromEntries(
      packages.map((pkg) => [pkg.locations[0]?.path, pkg.dev === true ? `${pkg.relation} dev` : pkg.relation]),
    );
  };

  // As npm 10 lays it out (the hidden lock file cut to what is read).
  it('npm: what the project names is direct, the rest came along; the hidden lock file tells dev', () => {
    const files = {
      'app/package.json': manifest('app', '1.0.0', {
        dependencies: { debug: '4.3.1', 'old-ms': 'npm:ms@2.0.0' },
        devDependencies: { 'kind-of': '6.0.2' },
      }),
      'app/node_modules/.package-lock.json': json({
        packages: { 'node_modules/kind-of': { dev: true }, 'node_modules/ms': {} },
      }),
      'app/node_modules/debug/package.json': manifest('debug', '4.3.1'),
      'app/node_modules/debug/node_modules/ms/package.json': manifest('ms', '2.1.2'),
      'app/node_modules/ms/package.json': manifest('ms', '2.1.3'),
      'app/node_modules/old-ms/package.json': manifest('ms', '2.0.0'),
      'app/node_modules/kind-of/package.json': manifest('kind-of', '6.0.2'),
    };
    expect(relations(files)).toEqual({
      'app/package.json': 'root',
      'app/node_modules/debug/package.json': 'direct',
      'app/node_modules/debug/node_modules/ms/package.json': 'transitive',
      'app/node_modules/ms/package.json': 'transitive',
      'app/node_modules/old-ms/package.json': 'direct',
      'app/node_modules/kind-of/package.json': 'direct dev',
    });
  });

  // As pnpm 9 lays it out: node_modules/debug is a link into the virtual store.
  it('pnpm: links from node_modules into the virtual store are followed', () => {
    const store = 'app/node_modules/.pnpm';
    const files = {
      'app/package.json': json({ private: true, dependencies: { debug: '4.3.1', 'old-ms': 'npm:ms@2.0.0' } }),
      [`${store}/debug@4.3.1/node_modules/debug/package.json`]: manifest('debug', '4.3.1'),
      [`${store}/ms@2.0.0/node_modules/ms/package.json`]: manifest('ms', '2.0.0'),
      [`${store}/ms@2.1.2/node_modules/ms/package.json`]: manifest('ms', '2.1.2'),
    };
    const links = {
      'app/node_modules/debug/package.json': `${store}/debug@4.3.1/node_modules/debug/package.json`,
      'app/node_modules/old-ms/package.json': `${store}/ms@2.0.0/node_modules/ms/package.json`,
    };
    expect(relations(files, links)).toEqual({
      [`${store}/debug@4.3.1/node_modules/debug/package.json`]: 'direct',
      [`${store}/ms@2.0.0/node_modules/ms/package.json`]: 'direct',
      [`${store}/ms@2.1.2/node_modules/ms/package.json`]: 'transitive',
    });
  });

  it('workspaces find their packages in a parent directory', () => {
    const files = {
      'app/package.json': json({ private: true, workspaces: ['packages/*'] }),
      'app/packages/a/package.json': manifest('a', '1.0.0', { private: true, dependencies: { ms: '2' } }),
      'app/node_modules/ms/package.json': manifest('ms', '2.0.0'),
    };
    expect(relations(files)).toEqual({
      'app/packages/a/package.json': 'root',
      'app/node_modules/ms/package.json': 'direct',
    });
  });

  it('a global prefix has no project; Debian and an unpacked yarn are no applications; nothing known is unknown', () => {
    const asks = { dependencies: { ms: '2' } };
    const files = {
      'usr/local/lib/node_modules/npm/package.json': manifest('npm', '10.0.0'),
      'usr/local/lib/node_modules/npm/node_modules/ms/package.json': manifest('ms', '2.1.2'),
      'usr/share/nodejs/b/package.json': manifest('b', '1.0.0', asks),
      'usr/share/nodejs/b/node_modules/c/package.json': manifest('c', '1.0.0'),
      'opt/yarn-v1.22.19/package.json': manifest('yarn', '1.22.19', asks),
      'srv/node_modules/d/package.json': manifest('d', '1.0.0'),
    };
    expect(relations(files)).toEqual({
      'usr/local/lib/node_modules/npm/package.json': 'direct',
      'usr/local/lib/node_modules/npm/node_modules/ms/package.json': 'transitive',
      'usr/share/nodejs/b/package.json': 'unknown',
      'usr/share/nodejs/b/node_modules/c/package.json': 'transitive',
      'opt/yarn-v1.22.19/package.json': 'unknown',
      'srv/node_modules/d/package.json': 'unknown',
    });
  });

  it('any number of dependencies at any depth ends in time', () => {
    const deep = 'd/'.repeat(400);
    const dependencies = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, '1']));
    const started = performance.now();
    relations({ [`${deep}package.json`]: json({ dependencies }), 'node_modules/a/package.json': manifest('a', '1') });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

// `npm ls --all --parseable --long` and `npm ls --all --json` are the judges.
it.skipIf(sharedDirectory() === undefined).each(['debian-web:bullseye', 'web-old:1', 'web-new:1'])(
  `finds in %s what npm ls lists, and nothing else${reasonToSkip()}`,
  async (ref) => {
    const files = await imageFiles(ref, (path) => /(?:^|\/)(?:package\.json|\.package-lock\.json)$/.test(path));
    const { packages, diagnostics } = catalog(files);
    const rows = truthOf(ref).filter(({ type }) => type === 'npm');
    const found = packages.map((pkg) => `${displayName(pkg)} ${pkg.version} ${pkg.locations[0]?.path}`);
    expect(found.sort()).toEqual(rows.map(({ name, version, path }) => `${name} ${version} ${path}`).sort());
    expect(diagnostics).toEqual([]);
    expect(packages.filter(({ relation }) => relation === 'root').map(({ name }) => name)).toEqual(['harbour-web']);
    expect(packages.filter(({ relation }) => relation === 'unknown')).toEqual([]);
  },
);
