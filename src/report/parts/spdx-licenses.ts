import { spdxOf } from '../../formats/licenses/license-of.ts';
import { contentName } from './content-id.ts';
import { escapeText } from './escape.ts';
import { compareText } from './order.ts';

/** The SPDX license list that `spdxOf` knows (the version that spdx-license-ids was made from). */
export const licenseListVersion = '3.29';

/** A license that the list does not know, with all that is known of it: what the package calls it (SPDX 2.3 §10). */
export interface ExtractedLicense {
  readonly licenseId: string;
  readonly extractedText: string;
  readonly name: string;
  readonly comment: string;
}

const REF = /(?<![\w.-])LicenseRef-[A-Za-z0-9.-]+/g;
const COMMENT = 'The package declares this name; the text of the license was not looked for.';

/** Licenses of a package as SPDX wants them; collects those that SPDX does not know. */
export class SpdxLicenses {
  readonly #expressions = new Map<string, string>();
  readonly #extracted = new Map<string, ExtractedLicense>();

  /** All of the texts hold: one expression (SPDX 2.3, annex D), or NOASSERTION when the package says nothing. */
  declared(texts: readonly string[]): string {
    if (texts.length === 1) return this.#expressionOf(texts[0]!);
    const parts = [...new Set(texts.map((text) => this.#expressionOf(text)))].sort(compareText);
    if (parts.length === 0) return 'NOASSERTION';
    return parts.map((part) => (parts.length > 1 && part.includes(' OR ') ? `(${part})` : part)).join(' AND ');
  }

  /** Sorted by id. */
  extracted(): readonly ExtractedLicense[] {
    return [...this.#extracted.values()].sort((a, b) => compareText(a.licenseId, b.licenseId));
  }

  #expressionOf(text: string): string {
    const known = this.#expressions.get(text) ?? this.#read(text);
    this.#expressions.set(text, known);
    return known;
  }

  #read(text: string): string {
    const spdx = spdxOf(text);
    // Another document's license would need that document's address, which nobody knows.
    if (spdx === undefined || spdx.includes('DocumentRef-')) {
      const licenseId = refOf(text);
      this.#add(licenseId, text);
      return licenseId;
    }
    for (const [id] of spdx.matchAll(REF)) this.#add(id, id);
    return spdx;
  }

  #add(licenseId: string, text: string): void {
    if (this.#extracted.has(licenseId)) return;
    const name = escapeText(text.trim(), true) || 'NOASSERTION';
    this.#extracted.set(licenseId, { licenseId, extractedText: name, name, comment: COMMENT });
  }
}

/** A legal id that tells the name where it can; the digits keep apart what folds to the same. */
function refOf(text: string): string {
  const words = text
    .slice(0, 40)
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `LicenseRef-${words === '' ? '' : `${words}-`}${contentName(text, 12)}`;
}
