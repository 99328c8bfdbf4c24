import type { Diagnostic, Note } from '../../model/diagnostic.ts';
import { PlimsollError } from '../../model/error.ts';
import type { SbomContents } from '../../model/sbom.ts';
import { parseJsonObject } from '../bytes/json.ts';
import { limits } from '../bytes/limits.ts';
import { cyclonedxJson } from './cyclonedx-json.ts';
import { cyclonedxXml } from './cyclonedx-xml.ts';
import { encodingOf, headOf, utf8Of } from './parts/encoding.ts';
import type { JsonSbomFormat } from './parts/format.ts';
import { unreadableJson } from './parts/unreadable-json.ts';
import { unwrapped } from './parts/unwrap.ts';
import { reportJson } from './report-json.ts';
import { spdxJson } from './spdx-json.ts';
import { spdxTagValue } from './spdx-tag-value.ts';
import { syftJson } from './syft-json.ts';

/** No two accept the same document, so their order means nothing. */
const jsonFormats: readonly JsonSbomFormat[] = [cyclonedxJson, reportJson, spdxJson, syftJson];

/**
 * What a bill of materials says is installed; the format is told by the content. Throws `sbom/too-large`, `sbom/unknown-format`, and
 * `sbom/unreadable` for a document that breaks off or is damaged as a whole. What is wrong with single components stands in the
 * diagnostics of their subject.
 */
export function parseSbom(bytes: Uint8Array): SbomContents {
  if (bytes.length > limits.sbomBytes) throw tooLarge(bytes, limits.sbomBytes);
  const notes: Diagnostic[] = [];
  const contents = parseByContent(bytes, (diagnostic) => notes.push(diagnostic));
  if (contents === undefined) throw unknownFormat();
  return { ...contents, diagnostics: [...contents.diagnostics, ...notes] };
}

function parseByContent(bytes: Uint8Array, note: Note): SbomContents | undefined {
  const head = headOf(bytes);
  if (head.startsWith('<')) return cyclonedxXml.parse(bytes, note);
  const isJson = head.startsWith('{') || head.startsWith('[');
  // These two become one string; XML and UTF-8 lines do not.
  const isWhole = isJson || encodingOf(bytes) !== 'utf-8';
  if (isWhole && bytes.length > limits.stringBytes) throw tooLarge(bytes, limits.stringBytes);
  if (isJson) return parseJsonSbom(bytes, note);
  // Comments may stand before the first tag, however many; binary files have no lines to look through.
  return head.includes('\0') ? undefined : spdxTagValue.parse(bytes, note);
}

function parseJsonSbom(bytes: Uint8Array, note: Note): SbomContents | undefined {
  const text = utf8Of(bytes);
  const whole = parseJsonObject(text);
  if (whole === undefined) {
    const error = unreadableJson(text);
    if (error === undefined) return undefined;
    throw error;
  }
  const { document, of } = unwrapped(whole, note);
  const contents = jsonFormats.find((format) => format.accepts(document))?.read(document, note);
  if (contents === undefined || of === undefined) return contents;
  return { ...contents, subjects: contents.subjects.map((subject) => ({ of, ...subject })) };
}

function tooLarge(bytes: Uint8Array, limit: number): PlimsollError {
  const size = `${Math.ceil(bytes.length / 2 ** 20)} MiB`;
  return new PlimsollError('sbom/too-large', `the document has ${size}; at most ${limit / 2 ** 20} MiB are read`, {
    help: ['JSON is read as a whole: the same document as XML or as tags and values may be larger'],
  });
}

function unknownFormat(): PlimsollError {
  return new PlimsollError('sbom/unknown-format', 'the document is no bill of materials of a format that is read', {
    help: [
      'CycloneDX 1.2 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON, tags and values), Syft JSON,',
      "and Plimsoll's own JSON are; each also inside an in-toto statement",
    ],
  });
}
