import { formatLocation } from '../../model/evidence.ts';
import type { Package } from '../../model/package.ts';
import { displayName } from '../../model/package.ts';
import type { SubjectReport } from '../../model/report.ts';
import type { FixStatus, UndecidedReason, Vulnerability } from '../../model/vulnerability.ts';
import { maskInstruction } from './masks.ts';
import type { Pen } from './pen.ts';

const STATUS: Readonly<Record<FixStatus, string>> = {
  fixed: 'fix ?',
  'not-yet': 'no fix yet',
  'will-not-fix': "won't fix",
  deferred: 'deferred',
  'end-of-life': 'end of life',
  investigating: 'investigating',
  unknown: 'fix ?',
};

/** Versions that mend the flaw, else why there is none; `?` when nobody says. */
export function fixInWords(flaw: Vulnerability, pen: Pen): string {
  const { fixes, status } = flaw.judgement;
  if (fixes.length === 0) return STATUS[status];
  return fixes.map(({ version, channel }) => pen.safe(channel ? `${version} (${channel})` : version)).join(', ');
}

const UNDECIDED: Readonly<Record<UndecidedReason, string>> = {
  'version-not-parsable': 'the version cannot be compared',
  'distro-unknown': 'no distribution says whose package it is',
  'third-party-package': "not the distribution's package",
  'no-data-for-release': 'no data for this release',
  'under-investigation': 'the vendor is still looking',
};

/** Why it cannot be said whether a package has a flaw. */
export function undecidedInWords(why: UndecidedReason): string {
  return UNDECIDED[why];
}

/** `minimist`, `@scope/name`; `?` and the id for a package that the inventory does not hold. */
export function packageInWords(pkg: Package | undefined, id: string, pen: Pen): string {
  return pen.safe(pkg === undefined ? id : displayName(pkg));
}

/** Where the package is defined: its first place and how many more. */
export function placeOf(pkg: Package | undefined, pen: Pen): string {
  const [first] = pkg?.locations ?? [];
  if (first === undefined) return '?';
  const more = pkg!.locations.length - 1;
  return `${pen.safe(formatLocation(first))}${more === 0 ? '' : ` +${more}`}`;
}

/** The build step of a layer with its Dockerfile line, secrets masked. */
export function instructionOf(layer: number | undefined, subject: SubjectReport, pen: Pen): string {
  const instruction = layer === undefined ? undefined : subject.inventory.layers[layer]?.instruction;
  if (instruction === undefined) return '?';
  const line = instruction.line === undefined ? '' : ` (Dockerfile:${instruction.line})`;
  return `${pen.safe(maskInstruction(instruction.createdBy.replace(/\s+/g, ' ').trim()))}${line}`;
}

/** The score that stands beside the severity: of the source whose word it is, else the highest; CVSS only. */
export function scoreOf(flaw: Vulnerability): number | undefined {
  const scored = flaw.ratings.filter((rating) => rating.score !== undefined && rating.version !== 'word');
  const own = scored
    .filter((rating) => rating.source === flaw.severitySource)
    .sort((a, b) => Number(b.version) - Number(a.version))[0];
  return own?.score ?? scored.reduce<number | undefined>((most, { score }) => Math.max(most ?? 0, score!), undefined);
}
