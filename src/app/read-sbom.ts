import { readDocument } from '../io/read-document.ts';
import type { Inventory } from '../model/inventory.ts';
import { inventoriesOf } from '../scan/catalog-sbom.ts';

/** Inventories of a bill of materials in a file, or `-` for standard input. Codes: `sbom/…`, `image/not-found`, `image/too-large`. */
export async function inventoriesOfSbom(
  name: string,
  stdin: () => AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Inventory[]> {
  return inventoriesOf(await readDocument(name, stdin, signal));
}
