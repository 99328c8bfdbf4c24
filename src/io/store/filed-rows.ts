import { schemeOfEcosystem } from '../../model/ecosystem.ts';
import type { Affected, PackageKey } from '../../model/knowledge.ts';
import type { Severity } from '../../model/severity.ts';
import type { FixStatus } from '../../model/vulnerability.ts';
import type { FiledAdvisory } from '../../ports/knowledge-lookup.ts';

/**
 * How the statements about one package are kept: what its key tells is left out, what one advisory says several times over is said once, and
 * "everything before this version", which nine in ten say, is that version. A fifth of the plain JSON, and read in a third of the time.
 */
type FiledRows = readonly [names: Affected['names'], ...rows: FiledRow[]];

/** `flaws` is 0 when the record is its own and only flaw. */
type FiledRow = readonly [
  advisory: string,
  flaws: readonly string[] | 0,
  affected: readonly PackedAffected[],
  withdrawn?: string,
];

/** A plain fix; one interval (`fixed` 0 when open) with status and the vendor's word; anything else as it is. */
type PackedAffected =
  | string
  | PackedInterval
  | (Omit<Affected, 'key' | 'scheme' | 'names'> & { readonly names?: Affected['names'] });

type PackedInterval = readonly [
  introduced: string,
  fixed: string | 0,
  status: FixStatus,
  word?: string,
  severity?: Severity,
];

/** The JSON to keep of the statements filed under a key. Statements of one advisory stand together. */
export function packFiled(filed: readonly FiledAdvisory[]): string {
  const names = filed[0]?.affected.names ?? 'binary';
  const rows: (readonly [string, readonly string[] | 0, PackedAffected[], string?])[] = [];
  for (const { advisory, flaws, withdrawn, affected } of filed) {
    const last = rows.at(-1);
    if (last?.[0] === advisory) {
      last[2].push(packAffected(affected, names));
      continue;
    }
    const own = flaws.length === 1 && advisory.endsWith(` ${flaws[0]}`);
    const packed = [packAffected(affected, names)];
    rows.push(
      withdrawn === undefined ? [advisory, own ? 0 : flaws, packed] : [advisory, own ? 0 : flaws, packed, withdrawn],
    );
  }
  return JSON.stringify([names, ...rows] satisfies FiledRows);
}

/** The statements again, from what was kept under the key. */
export function unpackFiled(key: PackageKey, json: string): readonly FiledAdvisory[] {
  const [names, ...rows] = JSON.parse(json) as FiledRows;
  const scheme = schemeOfEcosystem(key.slice(0, key.indexOf(' '))) ?? 'semver';
  const filed: FiledAdvisory[] = [];
  for (const [advisory, packedFlaws, list, withdrawn] of rows) {
    const flaws = packedFlaws === 0 ? [advisory.slice(advisory.indexOf(' ') + 1)] : packedFlaws;
    for (const packed of list) {
      const affected = unpackAffected(key, scheme, names, packed);
      filed.push(withdrawn === undefined ? { advisory, flaws, affected } : { advisory, flaws, withdrawn, affected });
    }
  }
  return filed;
}

function packAffected(
  { key: _key, scheme: _scheme, names, ...rest }: Affected,
  usual: Affected['names'],
): PackedAffected {
  if (names !== usual) return { names, ...rest };
  const { ranges, status, vendorSeverity, ...more } = rest;
  const [range, ...moreRanges] = ranges;
  const [first, second, ...moreEvents] = range?.events ?? [];
  if (Object.keys(more).length + moreRanges.length + moreEvents.length > 0) return rest;
  if (first === undefined || !('introduced' in first) || (second !== undefined && !('fixed' in second))) return rest;
  const fixed = second?.fixed ?? 0;
  if (vendorSeverity !== undefined)
    return [first.introduced, fixed, status, vendorSeverity.word, vendorSeverity.severity];
  return fixed !== 0 && first.introduced === '0' && status === 'fixed' ? fixed : [first.introduced, fixed, status];
}

const FROM_THE_START = { introduced: '0' } as const;

/** Built in one piece each: there are tens of thousands in a large scan. */
function unpackAffected(
  key: PackageKey,
  scheme: Affected['scheme'],
  names: Affected['names'],
  packed: PackedAffected,
): Affected {
  if (typeof packed === 'string')
    return { key, scheme, names, ranges: [{ events: [FROM_THE_START, { fixed: packed }] }], status: 'fixed' };
  if (!isInterval(packed)) return { key, scheme, names, ...packed };
  const [introduced, fixed, status, word, severity] = packed;
  const ranges = [{ events: fixed === 0 ? [{ introduced }] : [{ introduced }, { fixed }] }];
  return word === undefined || severity === undefined
    ? { key, scheme, names, ranges, status }
    : { key, scheme, names, ranges, status, vendorSeverity: { word, severity } };
}

function isInterval(packed: PackedAffected): packed is PackedInterval {
  return Array.isArray(packed);
}
