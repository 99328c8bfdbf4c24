import { readBom } from './parts/bom.ts';
import { jsonFormat } from './parts/format.ts';
import { textOf } from './parts/json-values.ts';
import { noteNewerVersion } from './parts/newer-version.ts';

/** CycloneDX as JSON (ECMA-424 and before): there since 1.2, known up to 1.7. */
export const cyclonedxJson = jsonFormat({
  id: 'cyclonedx-json',
  marks: ['bomFormat', 'specVersion'],
  accepts: (document) => document['bomFormat'] === 'CycloneDX',
  read(document, note) {
    const version = textOf(document['specVersion']) ?? '';
    const minor = /^1\.(\d{1,3})$/.exec(version)?.[1];
    if (minor === undefined) return undefined;
    noteNewerVersion(`CycloneDX ${version}`, minor, 7, note);
    return readBom(document, version);
  },
});
