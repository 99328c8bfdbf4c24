import { headOf, utf8Of } from './parts/encoding.ts';
import type { SbomFormat } from './parts/format.ts';
import { readSpdx } from './parts/spdx-document.ts';
import { spdxOfTagValue } from './parts/tag-value.ts';

/** SPDX 2.2 and 2.3 as tags and values. A text that never ends shows that the document was cut off; elsewhere nothing would. */
export const spdxTagValue = {
  id: 'spdx-tag-value',
  recognizes: (head) => /^SPDXVersion:/m.test(headOf(head)),
  parse(bytes, note) {
    const { document, isCutOff } = spdxOfTagValue(utf8Of(bytes));
    const version = document['spdxVersion'];
    if (typeof version !== 'string' || !version.startsWith('SPDX-2.')) return undefined;
    const contents = readSpdx(document, version.replace('-', ' '));
    if (!isCutOff) return contents;
    note({
      code: 'sbom/cut-off',
      severity: 'error',
      message: 'The document ends within a text: what followed is missing.',
    });
    return { ...contents, subjects: contents.subjects.map((subject) => ({ ...subject, complete: false })) };
  },
} as const satisfies SbomFormat;
