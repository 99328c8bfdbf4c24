import { describe, expect, it } from 'vitest';
import { catalogFiles, type Files } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { imageFiles, reasonToSkip, sharedDirectory, truthOf } from '../../../test/kit/shared.ts';
import { python } from './python.ts';

const SITE = 'usr/lib/python3/dist-packages';
const metadata = (name: string, version: string, ...more: readonly string[]) =>
  ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, ...more, '', 'Name: described', ''].join('\n');
const catalog = (files: Files) => catalogFiles(python, files);

describeCataloger(python, [
  {
    path: `${SITE}/six-1.16.0.dist-info/METADATA`,
    bytes: new TextEncoder().encode(metadata('six', '1.16.0', 'License: MIT')),
    companions: { [`${SITE}/six-1.16.0.dist-info/REQUESTED`]: '' },
  },
]);

describe('which files are of an installed distribution', () => {
  it.each([
    [`${SITE}/a-1.dist-info/METADATA`, true],
    [`${SITE}/a-1.egg-info/PKG-INFO`, true],
    [`${SITE}/a-1.egg-info`, true],
    [`${SITE}/a-1-py3.11.egg/EGG-INFO/PKG-INFO`, true],
    ['srv/app/a.egg-info/PKG-INFO', true],
    [`${SITE}/pip/_vendor/a-1.dist-info/METADATA`, false],
    [`${SITE}/setuptools/_vendor/a-1.egg-info/PKG-INFO`, false],
    ['srv/a-1/PKG-INFO', false],
    ['usr/share/doc/a/METADATA', false],
    [`${SITE}/a/EGG-INFO/PKG-INFO`, false],
    ['METADATA', false],
  ])('%s: %s', (path, counts) => {
    const { packages, diagnostics } = catalog({ [path]: metadata('a', '1') });
    expect(packages.map((pkg) => pkg.locations)).toEqual(counts ? [[{ layer: 0, path }]] : []);
    expect(diagnostics).toEqual([]);
  });
});

it('keeps name and version as written', () => {
  const [pkg] = catalog({
    [`${SITE}/a.dist-info/METADATA`]: metadata('Zope.Interface_x', '1!2.0-Post1+local.1'),
  }).packages;
  expect(pkg).toEqual({
    type: 'pypi',
    name: 'Zope.Interface_x',
    version: '1!2.0-Post1+local.1',
    vendor: 'third-party',
    relation: 'unknown',
    licenses: [],
    locations: [{ layer: 0, path: `${SITE}/a.dist-info/METADATA` }],
  });
});

it('REQUESTED beside METADATA means that somebody asked for it', () => {
  const { packages } = catalog({
    'a.dist-info/METADATA': metadata('a', '1'),
    'a.dist-info/REQUESTED': '',
    'b.dist-info/METADATA': metadata('b', '1'),
  });
  expect(packages.map(({ name, relation }) => [name, relation])).toEqual([
    ['a', 'direct'],
    ['b', 'unknown'],
  ]);
});

it.each([
  ['empty', ''],
  ['no name', 'Version: 1\n'],
  ['no version', 'Name: a\n'],
  ['name in the body', '\nName: a\nVersion: 1\n'],
  ['a name of two lines', 'Name: a\n b\nVersion: 1\n'],
  ['a version with an escape', 'Name: a\nVersion: 1\u001b[31m\n'],
])('says that it left out metadata with %s', (_, text) => {
  const { packages, diagnostics } = catalog({ 'a.dist-info/METADATA': text });
  expect(packages).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: 'catalogers/python-incomplete', path: 'a.dist-info/METADATA' }]);
});

it('a description larger than the limit is nothing bad', () => {
  const { packages, diagnostics } = catalog({ 'a.dist-info/METADATA': metadata('a', '1') + 'x'.repeat(2 << 20) });
  expect([packages.length, diagnostics]).toEqual([1, []]);
});

describe('licenses', () => {
  const OSI = 'Classifier: License :: OSI Approved :: ';
  it.each([
    [['License-Expression: MIT OR Apache-2.0', 'License: x'], ['MIT OR Apache-2.0']],
    [['License: Apache 2.0', `${OSI}MIT License`], ['MIT']],
    [
      [`${OSI}MIT License`, `${OSI}Apache Software License`],
      ['Apache-2.0', 'MIT'],
    ],
    [[`${OSI}GNU Lesser General Public License v2 or later (LGPLv2+)`], ['LGPL-2.0-or-later']],
    [['License: BSD 3-Clause', `${OSI}BSD License`], ['BSD-3-Clause']],
    [['License: BSD', `${OSI}BSD License`], ['BSD License']],
    [['License: BSD'], ['BSD']],
    [['License: UNKNOWN'], []],
    [['License: UNKNOWN', 'Classifier: License :: OSI Approved'], []],
    [['License: Copyright (c) 2020', '        All rights reserved.'], ['Copyright (c) 2020']],
    [[`License: ${'word '.repeat(100)}`], []],
    [[], []],
  ])('%j', (lines, licenses) => {
    expect(catalog({ 'a.dist-info/METADATA': metadata('a', '1', ...lines) }).packages[0]?.licenses).toEqual(licenses);
  });
});

// `importlib.metadata.distributions()`, run by the image's own python3, is the judge.
it.skipIf(sharedDirectory() === undefined)(
  `finds in python-api what importlib.metadata lists, and nothing else${reasonToSkip()}`,
  async () => {
    const files = await imageFiles('python-api:bookworm', (path) =>
      /(?:METADATA|PKG-INFO|\.egg-info|REQUESTED)$/.test(path),
    );
    const { packages, diagnostics } = catalog(files);
    const found = packages.map(
      ({ name, version, locations }) => `${name} ${version} ${distributionOf(locations[0]!.path)}`,
    );
    const rows = truthOf('python-api:bookworm').filter(({ type }) => type === 'pypi');
    expect(found.sort()).toEqual(rows.map(({ name, version, path }) => `${name} ${version} ${path}`).sort());
    expect(diagnostics).toEqual([]);
  },
);

/** The directory (or single file) that the truth names. */
function distributionOf(path: string): string {
  return path.replace(/\/(?:METADATA|PKG-INFO)$/, '');
}
