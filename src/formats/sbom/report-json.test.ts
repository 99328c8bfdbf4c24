import { expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';
import { bytesOf } from './testdata/documents.ts';

const parse = (subject: object) =>
  parseSbom(bytesOf({ schemaVersion: 1, tool: { name: 'plimsoll', version: '1' }, subjects: [subject] })).subjects[0];

it('tells what was missing when the report was made, and nothing of what was judged', () => {
  const diagnostics = [
    { code: 'catalogers/npm-unreadable', severity: 'warning', message: 'No JSON.', layer: 3, path: 'a' },
    { code: 'knowledge/no-data-for-release', severity: 'warning', message: 'Nothing known.', layer: null, path: null },
    { code: 'no code', severity: 'warning', message: 'x' },
    { code: 'a/b', severity: 'fatal', message: 'x' },
  ];
  expect(parse({ complete: false, packages: [], diagnostics })).toEqual({
    packages: [],
    complete: false,
    diagnostics: [{ code: 'catalogers/npm-unreadable', severity: 'warning', message: 'No JSON.', path: 'a' }],
  });
});

it('takes a release without number, and the module of an rpm, from purls', () => {
  const packages = [
    { type: 'rpm', name: 'x', version: '1', purl: 'pkg:rpm/x@1?distro=debian-trixie&rpmmod=n%3A18' },
    { type: 'elsewhere', name: 'x' },
    { type: 'npm' },
  ];
  const subject = parse({
    complete: true,
    packages,
    image: { os: { id: 'debian', versionId: null, prettyName: 'Debian' } },
  });
  expect(subject?.distro).toEqual({ id: 'debian', idLike: [], codename: 'trixie', prettyName: 'Debian' });
  expect(subject?.packages).toMatchObject([{ module: 'n:18' }]);
  expect(subject?.diagnostics.map(({ code, message }) => `${code} ${message.slice(0, 1)}`)).toEqual([
    'sbom/component-unreadable 2',
  ]);
  expect(subject?.complete).toBe(false);
});
