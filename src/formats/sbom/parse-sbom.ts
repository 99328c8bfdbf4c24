import { PlimsollError } from '../../model/error.ts';
import type { SbomContents } from '../../model/sbom.ts';

// Placeholder until the formats are listed: scan/catalog-sbom.ts calls it by this name and place.
export function parseSbom(_bytes: Uint8Array): SbomContents {
  throw new PlimsollError('sbom/unknown-format', 'no bill of materials can be read yet');
}
