import { afterEach, describe, expect, it } from 'vitest';
import { limits, setLimits } from '../bytes/limits.ts';
import { sbomFormats } from './index.ts';
import { parseSbom } from './parse-sbom.ts';
import { bomOf, bomXml, bytesOf, spdxOf, syftOf, tagValue } from './testdata/documents.ts';

const examples: Readonly<Record<(typeof sbomFormats)[number]['id'], string>> = {
  'cyclonedx-json': JSON.stringify(bomOf([])),
  'cyclonedx-xml': bomXml(''),
  'report-json': JSON.stringify({ schemaVersion: 1, tool: { name: 'plimsoll' }, subjects: [] }),
  'spdx-json': JSON.stringify(spdxOf([])),
  'spdx-tag-value': tagValue,
  'syft-json': JSON.stringify(syftOf([])),
};
const thrown = (code: string, message: RegExp | string = '') =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

afterEach(() => setLimits({}));

describe.each(sbomFormats)('$id', (format) => {
  const example = examples[format.id];

  it('is recognized by its head, and no other by it', () => {
    for (const text of [example, `\ufeff${example}`, ` \n\t${example}`])
      expect(sbomFormats.filter((one) => one.recognizes(bytesOf(text))).map(({ id }) => id)).toEqual([format.id]);
    expect(format.recognizes(new Uint8Array(0))).toBe(false);
  });

  it('is what parseSbom reads it as, in any encoding with a mark', () => {
    const contents = format.parse(bytesOf(example), () => {});
    expect(contents?.format).toBeDefined();
    const utf16 = Buffer.from(`\ufeff${example}`, 'utf16le');
    for (const bytes of [bytesOf(example), bytesOf(`\ufeff${example}`), utf16, Buffer.from(utf16).swap16()])
      expect(parseSbom(bytes)).toEqual(contents);
  });

  it('does not take the others for its own', () => {
    for (const [id, other] of Object.entries(examples))
      if (id !== format.id) expect(format.parse(bytesOf(other), () => {})).toBe(undefined);
  });
});

describe('parseSbom', () => {
  it('finds the marks of JSON wherever they stand', () => {
    const { components, bomFormat, specVersion } = bomOf([{ purl: 'pkg:npm/x@1' }]);
    const late = { padding: 'x'.repeat(9000), components, specVersion, bomFormat };
    expect(parseSbom(bytesOf(late)).subjects[0]?.packages).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['other JSON', '{"a":1}'],
    ['text', 'hello'],
    ['a program', '\x7fELF\0\0\0'],
  ])('says of %s what it does read', (_, text) => {
    expect(() => parseSbom(bytesOf(text))).toThrow(thrown('sbom/unknown-format'));
    expect(() => parseSbom(bytesOf(text))).toThrow(
      expect.objectContaining({ help: [expect.stringContaining('CycloneDX'), expect.stringContaining('in-toto')] }),
    );
  });

  it.each([
    ['{"bomFormat":"CycloneDX",\n"components" []}', /line 2, column 14/],
    ['{"bomFormat":"CycloneDX","components":[', /breaks off/],
    ['{"bomFormat":"Cyclo', /breaks off/],
    [`{"a":${'['.repeat(200)}${']'.repeat(200)}}`, /nested more than 100 deep/],
  ])('says of %s where it is damaged', (text, message) => {
    expect(() => parseSbom(bytesOf(text))).toThrow(thrown('sbom/unreadable', message));
  });

  it('is bounded by what a document and a string may have', () => {
    setLimits({ stringBytes: 100, sbomBytes: 1000 });
    expect(() => parseSbom(bytesOf(bomOf([], { padding: 'x'.repeat(100) })))).toThrow(thrown('sbom/too-large'));
    expect(parseSbom(bytesOf(bomXml(`<!--${'x'.repeat(500)}-->`))).subjects).toHaveLength(1);
    expect(() => parseSbom(bytesOf(bomXml(`<!--${'x'.repeat(1000)}-->`)))).toThrow(thrown('sbom/too-large'));
    expect(limits.sbomBytes).toBe(1000);
  });

  it('opens envelopes, and says that it did not look who signed', () => {
    const sha256 = '5'.repeat(64);
    const spdx = spdxOf([{ SPDXID: 'SPDXRef-x', name: 'x' }]);
    const statement = (predicate: unknown) => ({
      _type: 'https://in-toto.io/Statement/v0.1',
      subject: [{ name: 'i', digest: { sha256 } }],
      predicate,
    });
    const payload = Buffer.from(JSON.stringify(statement(spdx))).toString('base64');
    for (const whole of [
      statement(spdx),
      statement({ Data: spdx }),
      statement({ Data: JSON.stringify(spdx) }),
      { payloadType: 'application/vnd.in-toto+json', payload, signatures: [] },
    ]) {
      const { format, subjects, diagnostics } = parseSbom(bytesOf(whole));
      expect([format, subjects[0]?.of, diagnostics.map(({ code }) => code)]).toEqual([
        'SPDX 2.3',
        `sha256:${sha256}`,
        ['sbom/signature-unchecked'],
      ]);
    }
    expect(parseSbom(bytesOf({ sbom: spdx }))).toMatchObject({ format: 'SPDX 2.3', diagnostics: [] });
  });
});
