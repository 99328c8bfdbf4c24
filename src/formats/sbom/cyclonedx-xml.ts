import { readBom } from './parts/bom.ts';
import { bomOfXml } from './parts/bom-of-xml.ts';
import { headOf } from './parts/encoding.ts';
import type { SbomFormat } from './parts/format.ts';
import { noteNewerVersion } from './parts/newer-version.ts';

/** CycloneDX as XML (cyclonedx.org/schema/bom): 1.0 up to 1.7. Throws `sbom/unreadable` with the line where it breaks off. */
export const cyclonedxXml = {
  id: 'cyclonedx-xml',
  recognizes(head) {
    const text = headOf(head);
    return text.startsWith('<') && text.includes('cyclonedx.org/schema/bom/');
  },
  parse(bytes, note) {
    const found = headOf(bytes).startsWith('<') ? bomOfXml(bytes) : undefined;
    if (found === undefined) return undefined;
    const { bom, version } = found;
    noteNewerVersion(`CycloneDX ${version}`, version.slice(2), 7, note);
    return readBom(bom, version);
  },
} as const satisfies SbomFormat;
