import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { spdxOf } from '../../src/formats/licenses/license-of.ts';
import type { OutputFormat, View } from '../../src/model/output-format.ts';
import type { Report, ReportView } from '../../src/model/report.ts';
import { cyclonedx } from '../../src/report/cyclonedx.ts';
import { github } from '../../src/report/github.ts';
import { spdx } from '../../src/report/spdx.ts';
import { spdxTagValue } from '../../src/report/spdx-tag-value.ts';
import { syftJson } from '../../src/report/syft-json.ts';
import { clean, report, unknowing } from './report.fixture.ts';
import { githubSchema, spdxSchema, syftSchema } from './sbom-schemas.ts';

const view: View = { width: 80, paint: false, unicode: true, links: false };
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const single: Report = { ...report, subjects: report.subjects.slice(0, 1) };
const tree: Report = { ...report, subjects: report.subjects.slice(1) };

const digest = `sha256:${'a'.repeat(64)}` as const;

/** What a document says, with or without the image that it speaks of. */
const read = (of?: typeof digest): Report => ({
  ...report,
  subjects: report.subjects.slice(1).map((subject) => ({
    ...subject,
    inventory: {
      ...subject.inventory,
      source: { kind: 'sbom', document: `sha256:${'b'.repeat(64)}`, name: 'shop:2.1', ...(of && { of }) },
    },
  })),
});

const reports: readonly (readonly [string, Report])[] = [
  ['one image', single],
  ['a directory', tree],
  ['what is fine', clean],
  ['no knowledge', unknowing],
  ['a document of an image', read(digest)],
  ['a document of who knows what', read()],
];

const print = (format: OutputFormat<ReportView>, of: Report, kind: ReportView['kind'] = 'sbom') =>
  [...format.render({ kind, report: of }, view)].join('');

function check(schema: object, document: unknown): void {
  const isValid = ajv.compile(schema);
  expect(isValid(document) ? [] : isValid.errors).toEqual([]);
}

it.each([cyclonedx, spdx, spdxTagValue, syftJson])('$id names the image of a document that was read, never the document', (format) => {
  expect(print(format, read(digest))).toContain(digest.slice('sha256:'.length));
  expect(print(format, read())).not.toMatch(/"(?:version|versionInfo|checksumValue)": "(?:sha256:)?b{64}|Checksum: SHA256/);
});

describe('spdx', () => {
  it.each([...reports, ['several', report] as const])('%s is what the specification asks for', (_, of) => {
    const document = JSON.parse(print(spdx, of));
    check(spdxSchema, document);
    const ids: string[] = document.packages.map(({ SPDXID }: { SPDXID: string }) => SPDXID);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { spdxElementId, relatedSpdxElement } of document.relationships) {
      expect(['SPDXRef-DOCUMENT', ...ids]).toContain(spdxElementId);
      expect(ids).toContain(relatedSpdxElement);
    }
    const described = document.relationships.filter(
      ({ relationshipType }: { relationshipType: string }) => relationshipType === 'DESCRIBES',
    );
    expect(described).toHaveLength(of.subjects.length);
  });

  it('declares licenses that can be read, and tells each that SPDX does not know', () => {
    const { packages, hasExtractedLicensingInfos: extracted } = JSON.parse(print(spdx, single));
    const known = extracted.map(({ licenseId }: { licenseId: string }) => licenseId);
    for (const { licenseDeclared } of packages) {
      if (licenseDeclared === 'NOASSERTION') continue;
      expect(spdxOf(licenseDeclared)).toBeDefined();
      for (const [id] of licenseDeclared.matchAll(/LicenseRef-[\w.-]+/g)) expect(known).toContain(id);
    }
    expect(known).toHaveLength(2);
  });

  it('keeps its namespace over time and changes it with the content', () => {
    const namespace = (of: Report) => JSON.parse(print(spdx, of)).documentNamespace;
    expect(namespace({ ...single, at: '2030-01-01T00:00:00.123Z' })).toBe(namespace(single));
    expect(namespace(clean)).not.toBe(namespace(single));
  });

  it('says that something was not looked at', () => {
    expect(JSON.parse(print(spdx, single)).comment).toContain('Not everything was looked at');
    expect(JSON.parse(print(spdx, clean)).comment).toBeUndefined();
    expect(JSON.parse(print(spdx, unknowing, 'scan')).comment).toContain('no vulnerability was looked for');
  });

  it('comes in small pieces', () => {
    for (const format of [spdx, spdxTagValue, syftJson, github]) {
      for (const piece of format.render({ kind: 'sbom', report: single })) expect(piece.length).toBeLessThan(20_000);
    }
  });
});

describe('spdx-tag-value', () => {
  it.each(reports)('%s tells the same as the JSON form', (_, of) => {
    const document = JSON.parse(print(spdx, of));
    const text = print(spdxTagValue, of);
    const valuesOf = (tag: string) => [...text.matchAll(new RegExp(`^${tag}: (.*)$`, 'gm'))].map(([, value]) => value);
    const packages: readonly Record<string, string>[] = document.packages;
    expect(valuesOf('DocumentNamespace')).toEqual([document.documentNamespace]);
    expect(valuesOf('PackageName')).toEqual(packages.map(({ name }) => name));
    expect(valuesOf('SPDXID')).toEqual(['SPDXRef-DOCUMENT', ...packages.map(({ SPDXID }) => SPDXID)]);
    expect(valuesOf('PackageLicenseDeclared')).toEqual(packages.map(({ licenseDeclared }) => licenseDeclared));
    expect(valuesOf('Relationship')).toHaveLength(document.relationships.length);
    expect(valuesOf('LicenseID')).toHaveLength(document.hasExtractedLicensingInfos?.length ?? 0);
  });
});

describe('syft-json', () => {
  it.each(reports)('%s is what the schema asks for', (_, of) => {
    const document = JSON.parse(print(syftJson, of));
    check(syftSchema, document);
    const ids: string[] = document.artifacts.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { parent, child } of document.artifactRelationships) {
      expect(ids).toContain(parent);
      expect(ids).toContain(child);
    }
  });

  it('refuses several images', () => {
    expect(() => print(syftJson, report)).toThrow(expect.objectContaining({ code: 'report/one-subject' }));
  });

  it('says that something was not looked at', () => {
    const { configuration } = JSON.parse(print(syftJson, single)).descriptor;
    expect(configuration).toMatchObject({ complete: false });
    expect(configuration.notLookedAt).toContain('layer 1 was not read: encrypted');
    expect(JSON.parse(print(syftJson, unknowing, 'scan')).descriptor.configuration.knowledge).toBeNull();
  });
});

describe('github', () => {
  it.each([...reports, ['several', report] as const])('%s is a snapshot', (_, of) => {
    check(githubSchema, JSON.parse(print(github, of)));
  });

  it('takes the commit from the label that tells it, when all images agree', () => {
    const labeled = (revision: string): Report => ({
      ...clean,
      subjects: clean.subjects.map((subject) => ({
        ...subject,
        inventory: {
          ...subject.inventory,
          config: { ...subject.inventory.config!, labels: { 'org.opencontainers.image.revision': revision } },
        },
      })),
    });
    const commit = '0123456789abcdef0123456789abcdef01234567';
    expect(JSON.parse(print(github, labeled(commit))).sha).toBe(commit);
    expect(JSON.parse(print(github, labeled('v1.2'))).sha).toBeUndefined();
    const two = { ...clean, subjects: [...labeled(commit).subjects, ...clean.subjects] };
    expect(JSON.parse(print(github, two)).sha).toBeUndefined();
    expect(Object.keys(JSON.parse(print(github, two)).manifests)).toHaveLength(2);
  });
});
