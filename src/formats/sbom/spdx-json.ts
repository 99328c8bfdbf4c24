import { jsonFormat } from './parts/format.ts';
import { textOf } from './parts/json-values.ts';
import { readSpdx } from './parts/spdx-document.ts';

/** SPDX 2.2 and 2.3 as JSON (ISO/IEC 5962). SPDX 3 is another model, and not read. */
export const spdxJson = jsonFormat({
  id: 'spdx-json',
  marks: ['spdxVersion', 'SPDXID'],
  accepts: (document) => textOf(document['spdxVersion'])?.startsWith('SPDX-2.') === true,
  read: (document) => readSpdx(document, textOf(document['spdxVersion'])!.replace('-', ' ')),
});
