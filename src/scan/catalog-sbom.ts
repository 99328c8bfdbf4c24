import { createHash } from 'node:crypto';
import { parseSbom } from '../formats/sbom/parse-sbom.ts';
import type { Inventory } from '../model/inventory.ts';

/** What a bill of materials says: one inventory for each thing that it describes. It has no layers and no bytes. Codes: `sbom/…`. */
export function inventoriesOf(bytes: Uint8Array): Inventory[] {
  const document = `sha256:${createHash('sha256').update(bytes).digest('hex')}` as const;
  const { subjects, diagnostics } = parseSbom(bytes);
  return subjects.map((subject) => ({
    source: {
      kind: 'sbom',
      document,
      ...(subject.name !== undefined && { name: subject.name }),
      ...(subject.of && { of: subject.of }),
    },
    layers: [],
    distros: subject.distro === undefined ? [] : [{ root: '', distro: subject.distro }],
    packages: subject.packages,
    findings: [],
    complete: subject.complete,
    readers: {},
    diagnostics: [...diagnostics, ...subject.diagnostics],
  }));
}
