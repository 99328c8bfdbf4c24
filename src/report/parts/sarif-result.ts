import { createHash } from 'node:crypto';
import { formatLocation, type Location } from '../../model/evidence.ts';
import { displayName, type Package } from '../../model/package.ts';
import type { SubjectReport } from '../../model/report.ts';
import type { Severity } from '../../model/severity.ts';
import type { Vulnerability } from '../../model/vulnerability.ts';
import { maskInstruction } from './masks.ts';
import { messageText } from './sarif-rules.ts';
import { nameOf } from './subject.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  unknown: 'warning',
};

/** One flaw of one package at all places where the package lies: mending it means mending each. */
export function resultOf(flaw: Vulnerability, pkg: Package | undefined, subject: SubjectReport, ruleIndex: number) {
  const name = pkg === undefined ? flaw.package : displayName(pkg);
  const layer = flaw.layer ?? pkg?.introduced;
  const instruction = layer === undefined ? undefined : subject.inventory.layers[layer]?.instruction;
  const fixes = flaw.judgement.fixes.map((fix) => fix.version);
  const sentences = [
    `${name} ${pkg?.version ?? ''} has ${flaw.id} (${flaw.severity}, says ${flaw.severitySource})`,
    fixes.length === 0 ? `No fixed version is known: ${flaw.judgement.status}` : `Fixed in ${fixes.join(', ')}`,
  ];
  if (layer !== undefined) sentences.push(`It came with layer ${layer} of ${nameOf(subject.inventory)}`);
  const logicalLocations = [
    { name, fullyQualifiedName: `${nameOf(subject.inventory)}/${flaw.package}`, kind: 'package' },
    ...(layer === undefined ? [] : [{ name: `layer ${layer}`, kind: 'layer' }]),
  ];
  const places: readonly (Location | undefined)[] =
    pkg === undefined || pkg.locations.length === 0 ? [undefined] : pkg.locations;
  return {
    ruleId: flaw.id,
    ruleIndex,
    level: LEVELS[flaw.severity],
    message: { text: `${sentences.map(messageText).join('. ')}.` },
    locations: places.map((place) => ({
      physicalLocation: place && { artifactLocation: { uri: uriOf(place) }, region: { startLine: 1 } },
      logicalLocations,
      message: place?.inside && { text: messageText(formatLocation(place)) },
    })),
    partialFingerprints: { 'flawAndPackage/v1': fingerprintOf(flaw, pkg) },
    suppressions: flaw.suppressed && [{ kind: 'external', justification: messageText(flaw.suppressed.reason) }],
    properties: {
      severity: flaw.severity,
      severitySource: flaw.severitySource,
      installedVersion: pkg?.version ?? null,
      fixedVersions: fixes,
      status: flaw.judgement.status,
      epss: flaw.epss?.score ?? null,
      kev: flaw.kev !== undefined,
      origin: flaw.origin,
      layer: layer ?? null,
      instruction: instruction === undefined ? null : maskInstruction(instruction.createdBy),
      dockerfileLine: instruction?.line ?? null,
    },
  };
}

/** A relative URI (RFC 3986 §4.2): every byte that could mean something is percent-encoded, so no path leaves its place or names a scheme. */
function uriOf(place: Location): string {
  return place.path
    .split('/')
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/');
}

/** Stays the same when the package is upgraded to another bad version, the layers move or knowledge grows. */
function fingerprintOf(flaw: Vulnerability, pkg: Package | undefined): string {
  const parts = pkg === undefined ? [flaw.package] : [pkg.type, displayName(pkg), pkg.locations[0]?.path ?? ''];
  return createHash('sha256')
    .update(JSON.stringify([flaw.id, ...parts]))
    .digest('hex')
    .slice(0, 32);
}
