import type { ImageJson, PackageJson, SubjectJson } from '../../../src/model/report-json.ts';
import type { OracleDistro, OraclePackage } from './keys.ts';

/** What a report's own inventory gives the oracle to judge. */
export function oraclePackagesOf({ packages }: Pick<SubjectJson, 'packages'>): OraclePackage[] {
  const vendors = new Map(packages.map(({ id, vendor }) => [id, vendor]));
  return packages.map((pkg) => ({
    id: pkg.id,
    type: pkg.type,
    namespace: pkg.namespace ?? undefined,
    name: pkg.name,
    version: pkg.version,
    arch: pkg.arch ?? undefined,
    source: pkg.source === null ? undefined : { name: pkg.source.name, version: pkg.source.version ?? undefined },
    module: moduleOf(pkg),
    vendor: pkg.vendor,
    ownerVendor: pkg.owner === null ? undefined : vendors.get(pkg.owner),
  }));
}

export function oracleDistroOf({ os }: Pick<ImageJson, 'os'>): OracleDistro | undefined {
  return os === null ? undefined : { id: os.id, versionId: os.versionId ?? undefined };
}

/** The report tells an rpm's module label in the purl alone. */
function moduleOf({ purl }: PackageJson): string | undefined {
  const label = /[?&]rpmmod=([^&#]*)/.exec(purl)?.[1];
  return label === undefined ? undefined : decodeURIComponent(label);
}
