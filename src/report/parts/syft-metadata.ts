import { formatLocation } from '../../model/evidence.ts';
import type { Package } from '../../model/package.ts';

/**
 * What Syft tells of a package beside name and version, where its readers look for it: the source package, architecture, epoch and
 * module stream. Fields that its schema wants and we do not know have the value that Syft gives to what a package does not tell.
 */
export function syftMetadata(pkg: Package): { readonly metadataType?: string; readonly metadata?: object } {
  switch (pkg.type) {
    case 'apk':
      return { metadataType: 'apk-db-entry', metadata: apkOf(pkg) };
    case 'deb':
      return { metadataType: 'dpkg-db-entry', metadata: debOf(pkg) };
    case 'rpm':
      return { metadataType: 'rpm-db-entry', metadata: rpmOf(pkg) };
    case 'maven':
      return { metadataType: 'java-archive', metadata: { virtualPath: virtualPathOf(pkg) } };
    default:
      return {};
  }
}

function apkOf({ name, version, arch, source }: Package) {
  return {
    package: name,
    originPackage: source?.name ?? '',
    maintainer: '',
    version,
    architecture: arch ?? '',
    url: '',
    description: '',
    size: 0,
    installedSize: 0,
    pullDependencies: [],
    provides: [],
    pullChecksum: '',
    gitCommitOfApkPort: '',
    files: [],
  };
}

/** Source and its version are told where they differ from the package's own, as dpkg's `Source` is. */
function debOf({ name, version, arch, source }: Package) {
  const sourceVersion = source?.version === version ? '' : (source?.version ?? '');
  return {
    package: name,
    source: source === undefined || (source.name === name && sourceVersion === '') ? '' : source.name,
    version,
    sourceVersion,
    architecture: arch ?? '',
    maintainer: '',
    installedSize: 0,
    files: [],
  };
}

/** `epoch:version-release`, told apart; the source is named by its file. */
function rpmOf({ name, version, arch, source, module }: Package) {
  const [, epoch, upstream = version, release = ''] = /^(?:(\d+):)?(.*?)(?:-([^-]*))?$/s.exec(version) ?? [];
  return {
    name,
    version: upstream,
    epoch: epoch === undefined ? null : Number(epoch),
    architecture: arch ?? '',
    release,
    sourceRpm: source?.version === undefined ? '' : `${source.name}-${source.version}.src.rpm`,
    size: 0,
    vendor: '',
    modularityLabel: module,
    files: [],
  };
}

/** `/app.war:WEB-INF/lib/inner.jar`. */
function virtualPathOf({ locations }: Package): string {
  const paths = locations.map((location) => `/${formatLocation(location).replaceAll('!/', ':')}`).sort();
  return paths[0] ?? '';
}
