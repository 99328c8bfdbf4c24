import { cyclonedxJson } from './cyclonedx-json.ts';
import { cyclonedxXml } from './cyclonedx-xml.ts';
import type { SbomFormat } from './parts/format.ts';
import { reportJson } from './report-json.ts';
import { spdxJson } from './spdx-json.ts';
import { spdxTagValue } from './spdx-tag-value.ts';
import { syftJson } from './syft-json.ts';

/** Every format of bills of materials that is read. */
export const sbomFormats = [
  cyclonedxJson,
  cyclonedxXml,
  reportJson,
  spdxJson,
  spdxTagValue,
  syftJson,
] as const satisfies readonly SbomFormat[];
