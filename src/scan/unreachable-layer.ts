import type { Diagnostic } from '../model/diagnostic.ts';
import { PlimsollError } from '../model/error.ts';
import type { ReaderKey } from '../model/reader.ts';
import type { StoredLayer } from '../ports/fact-store.ts';

/** The source answers, and does not hold the blob. Another try would not help. */
const MISSING: ReadonlySet<string> = new Set(['image/blob-missing', 'registry/not-found']);

/** The source does not answer, or not to us. */
const SILENT: ReadonlySet<string> = new Set([
  'registry/denied',
  'registry/interrupted',
  'registry/unavailable',
  'registry/unreachable',
]);

export function isMissing(cause: unknown): cause is PlimsollError {
  return cause instanceof PlimsollError && MISSING.has(cause.code);
}

export function isOutOfReach(cause: unknown): cause is PlimsollError {
  return isMissing(cause) || (cause instanceof PlimsollError && SILENT.has(cause.code));
}

/** Why a layer that the manifest names was not read. */
export function unreachable(cause: PlimsollError): Diagnostic {
  return { code: 'scan/layer-unreachable', severity: 'error', message: `${cause.message}: not scanned` };
}

/**
 * The facts that older versions of the readers `missing` found, under the present versions' names. The report says so (`scan/stale-reader`),
 * and of which reader there are none (`scan/layer-unreachable`).
 */
export function withOldFacts(stored: StoredLayer, missing: readonly ReaderKey[], cause: PlimsollError): StoredLayer {
  const old = new Map(stored.facts.map((facts) => [idOf(facts.reader), facts]));
  const present = new Map(missing.map((key) => [idOf(key), key]));
  const known = missing.filter((key) => old.has(idOf(key)));
  const unknown = missing.filter((key) => !old.has(idOf(key)));
  const renamed = <T extends { readonly reader: ReaderKey | '' }>(one: T): T => {
    const key = one.reader === '' ? undefined : present.get(idOf(one.reader));
    return key === undefined ? one : { ...one, reader: key };
  };
  const diagnostics: Diagnostic[] = [];
  if (known.length > 0) {
    const message = `the bytes are out of reach, so facts of older versions of ${known.map(idOf).join(', ')} are used`;
    diagnostics.push({ code: 'scan/stale-reader', severity: 'warning', message });
  }
  if (unknown.length > 0) {
    const message = `${cause.message}: not scanned by ${unknown.map(idOf).join(', ')}`;
    diagnostics.push({ code: 'scan/layer-unreachable', severity: 'error', message });
  }
  return {
    ...stored,
    facts: stored.facts.map(renamed),
    wants: stored.wants.map(renamed),
    diagnostics: [
      ...stored.diagnostics.map(renamed),
      ...diagnostics.map((diagnostic) => ({ reader: '' as const, diagnostic })),
    ],
  };
}

function idOf(key: string): string {
  return key.slice(0, key.lastIndexOf('@'));
}
