import { type Digest, parseDigest } from '../../../model/digest.ts';
import type { Package } from '../../../model/package.ts';
import { parsePurl } from '../../../model/parse-purl.ts';
import type { JsonObject } from './json-values.ts';
import { objectsOf, textOf, textsOf } from './json-values.ts';
import { locationsOf } from './locations.ts';
import { ownWords, type Properties, propertiesOf } from './properties.ts';
import type { Told } from './told.ts';

/** Names of the licenses that the document defines itself, by their `LicenseRef-…`. */
export type LicenseNames = ReadonlyMap<string, string>;

/** What a package of SPDX 2 (§7) says of itself. */
export function toldBySpdx(pkg: JsonObject, licenses: LicenseNames): Told {
  const properties = annotationsOf(pkg);
  const own = ownWords(properties);
  const [purl, name, version] = [purlIn(pkg), textOf(pkg['name']), textOf(pkg['versionInfo'])];
  const sourceInfo = textOf(pkg['sourceInfo']) ?? '';
  const source = own.source ?? sourceInSentence(sourceInfo);
  const publisher = personIn(pkg['originator']) ?? (isTrivys(pkg) ? personIn(pkg['supplier']) : undefined);
  return {
    ...(purl !== undefined && { purl }),
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    ...(publisher !== undefined && { publisher }),
    ...own,
    ...(source !== undefined && { source }),
    licenses: licensesOf(pkg, licenses),
    locations: locationsOf(properties.get('plimsoll:path') ?? pathsInSentence(sourceInfo)),
  };
}

/** `primaryPackagePurpose`; the text form writes `-` where JSON has `_`. */
export function purposeOf(pkg: JsonObject): string | undefined {
  return textOf(pkg['primaryPackagePurpose'])?.toUpperCase().replaceAll('_', '-');
}

/** Of an image: in its purl, its version, or its checksum. */
export function imageDigestOf(pkg: JsonObject): Digest | undefined {
  const purl = parsePurl(purlIn(pkg) ?? '');
  const version = textOf(pkg['versionInfo']);
  if (purl?.type === 'oci' || purl?.type === 'docker') return parseDigest(purl.version);
  if (purposeOf(pkg) !== 'CONTAINER' || annotationsOf(pkg).get('plimsoll:config-digest')?.[0] === version)
    return undefined;
  const sums = objectsOf(pkg['checksums']).filter(({ algorithm }) => algorithm === 'SHA256');
  return parseDigest(version) ?? parseDigest(`sha256:${sums[0]?.['checksumValue']}`);
}

/** Our own words: annotations of one line, `plimsoll:<name>=<value>`. */
export function annotationsOf(element: JsonObject): Properties {
  return propertiesOf(
    objectsOf(element['annotations']).map(({ comment }) => {
      const pair = typeof comment === 'string' ? /^(plimsoll:[a-z:-]+)=(.*)$/s.exec(comment) : null;
      return [pair?.[1], pair?.[2]];
    }),
  );
}

/** Trivy lists lock files and programs as packages: what they hold follows. */
export function isTrivyFile(pkg: JsonObject): boolean {
  return remarksOn(pkg).some((remark) => remark.startsWith('Class: '));
}

/** Whether Trivy lists it as a package: then the supplier is its maintainer. Of others it may be whoever passes the image on. */
function isTrivys(pkg: JsonObject): boolean {
  return remarksOn(pkg).some((remark) => /^Pkg(?:ID|Type): /.test(remark));
}

/** Trivy writes its remarks as annotations, formerly as attributions. */
function remarksOn(pkg: JsonObject): readonly string[] {
  return [
    ...textsOf(pkg['attributionTexts']),
    ...objectsOf(pkg['annotations']).flatMap(({ comment }) => textOf(comment) ?? []),
  ];
}

export function purlIn(pkg: JsonObject): string | undefined {
  const ref = objectsOf(pkg['externalRefs']).find(({ referenceType }) => referenceType === 'purl');
  return textOf(ref?.['referenceLocator']);
}

/** `Organization: Red Hat, Inc.`, `Person: Name (mail)`. */
function personIn(value: unknown): string | undefined {
  const named = /^(?:Organization|Person):\s*(.+)$/s.exec(textOf(value)?.trim() ?? '');
  return named?.[1];
}

/** Trivy's sentence `built package from: glibc 2.36-9+deb12u4`. */
function sourceInSentence(text: string): Package['source'] {
  const [, name, version] = /^built package from: (\S+)(?: (\S+))?$/.exec(text) ?? [];
  return name === undefined ? undefined : { name, ...(version !== undefined && { version }) };
}

/** Syft's sentence `acquired package info from DPKG DB: /var/lib/dpkg/status, /usr/share/doc/…`. */
function pathsInSentence(text: string): readonly string[] {
  return /^acquired package info from [^:]+: (.+)$/s.exec(text)?.[1]?.split(', ') ?? [];
}

/** What the package says (declared), else what the tool made of it (concluded). */
function licensesOf(pkg: JsonObject, names: LicenseNames): readonly string[] {
  const isWord = (text: string | undefined) => text !== undefined && text !== 'NOASSERTION' && text !== 'NONE';
  const expression = [textOf(pkg['licenseDeclared']), textOf(pkg['licenseConcluded'])].find(isWord);
  if (expression === undefined) return [];
  if (!expression.includes('LicenseRef-')) return [expression];
  // All of several hold: so each can go by its own name. With other words between them that name would be no expression.
  const parts = /[()]| (?:OR|WITH) /.test(expression) ? [expression] : expression.split(' AND ');
  return parts.map((part) => names.get(part) ?? part);
}
