import type { Distro } from '../../model/distro.ts';
import { formatLocation } from '../../model/evidence.ts';
import { distroOf } from '../../model/inventory.ts';
import { type Package, type PackageType, packageTypes } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';
import type { Report, SubjectReport } from '../../model/report.ts';
import { escapeText } from './escape.ts';
import { compareText } from './order.ts';
import { streamedRecord } from './print-json.ts';
import { nameOf, originOf, platformOf } from './subject.ts';

/**
 * One manifest for each subject and type of package: "a logical group of dependencies", as GitHub says. Files of an image are none
 * of the repository, so `file` is left out.
 */
export function* githubManifests({ subjects }: Report): Iterable<readonly [string, unknown]> {
  const names = new Set<string>();
  for (const subject of subjects) {
    const platform = subjects.length > 1 ? platformOf(subject.inventory) : undefined;
    const words = [nameOf(subject.inventory), platform].filter((word) => word !== undefined);
    let owner = escapeText(words.join(' '), true);
    while (names.has(owner)) owner = `${owner} again`;
    names.add(owner);
    const packages = [...subject.inventory.packages].sort((a, b) => compareText(a.id, b.id));
    for (const type of packageTypes) {
      const own = packages.filter((pkg) => pkg.type === type);
      if (own.length > 0) yield manifestOf(`${owner} ${type}`, type, own, subject);
    }
  }
}

function manifestOf(name: string, type: PackageType, packages: readonly Package[], subject: SubjectReport) {
  const { source, complete } = subject.inventory;
  const distro = distroOf(subject.inventory);
  const told: readonly (readonly [string, string | boolean | null | undefined])[] = [
    ['plimsoll:type', type],
    ['plimsoll:complete', complete],
    ['plimsoll:platform', platformOf(subject.inventory)],
    ['plimsoll:digest', source.kind === 'image' ? (source.manifest ?? source.config) : undefined],
    ['plimsoll:distro', distro && [distro.id, distro.versionId ?? distro.codename].filter(Boolean).join('-')],
    ['plimsoll:base', subject.base?.reference],
  ];
  const manifest = streamedRecord([
    ['name', name],
    ['metadata', metadataOf(told)],
    ['resolved', streamedRecord(resolvedOf(packages, subject, distro))],
  ]);
  return [name, manifest] as const;
}

function* resolvedOf(packages: readonly Package[], { inventory }: SubjectReport, distro: Distro | undefined) {
  for (const pkg of packages) {
    const place = pkg.locations.map(formatLocation).sort(compareText)[0];
    const resolved = {
      package_url: purlOf(pkg, distro),
      metadata: metadataOf([
        ['plimsoll:path', place],
        ['plimsoll:introduced', pkg.introduced?.toString()],
        ['plimsoll:origin', originOf(pkg, inventory)],
        ['plimsoll:owner', pkg.owner],
        ['plimsoll:vendor', pkg.vendor],
        ['plimsoll:visible', pkg.visible ? undefined : false],
      ]),
      relationship: RELATIONSHIPS[pkg.relation],
      scope: pkg.dev === undefined ? undefined : pkg.dev ? 'development' : 'runtime',
    };
    yield [pkg.id, resolved] as const;
  }
}

/** What is not known is not said; the application itself is no dependency of anything. */
const RELATIONSHIPS: Readonly<Record<Package['relation'], 'direct' | 'indirect' | undefined>> = {
  root: undefined,
  direct: 'direct',
  transitive: 'indirect',
  unknown: undefined,
};

function metadataOf(told: readonly (readonly [string, string | boolean | null | undefined])[]) {
  return Object.fromEntries(
    told.flatMap(([name, value]) => {
      if (value === undefined || value === null) return [];
      return [[name, typeof value === 'string' ? escapeText(value, true) : value]];
    }),
  );
}
