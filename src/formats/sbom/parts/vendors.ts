import type { Distro } from '../../../model/distro.ts';
import type { PackageType, Vendor } from '../../../model/package.ts';
import type { Told } from './told.ts';

/** Mail domains of a distribution's own maintainers. */
const MAINTAINERS = ['debian.org', 'ubuntu.com', 'canonical.com'];

/** Mail domains of those who publish debs in repositories of their own. */
const PUBLISHERS = [
  'chromium.org',
  'confluent.io',
  'datadoghq.com',
  'docker.com',
  'elastic.co',
  'github.com',
  'gitlab.com',
  'google.com',
  'grafana.com',
  'hashicorp.com',
  'influxdata.com',
  'microsoft.com',
  'mongodb.com',
  'nginx.com',
  'nodesource.com',
  'nvidia.com',
  'oracle.com',
  'percona.com',
  'puppet.com',
];
const PUBLISHER_VERSION = /\.pgdg\d|\+deb\.sury\.org|nodesource/;

/** Distribution id → beginnings, in lower case, of the vendor tag of its own rpms. */
const VENDORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['almalinux', ['almalinux']],
  ['amzn', ['amazon']],
  ['azurelinux', ['microsoft']],
  ['centos', ['centos', 'red hat']],
  ['fedora', ['fedora project']],
  ['mariner', ['microsoft']],
  ['ol', ['oracle']],
  ['opensuse-leap', ['opensuse', 'suse']],
  ['opensuse-tumbleweed', ['opensuse', 'suse']],
  ['photon', ['vmware', 'broadcom']],
  ['rhel', ['red hat']],
  ['rocky', ['rocky']],
  ['sles', ['suse']],
]);

/**
 * Who stands behind a package, by what the document tells; the same words decide when an image itself is read.
 *
 * Two things hang on it: `third-party` takes an OS package out of the distribution's advisories, and `distro` takes the language
 * packages that it owns out of their own ecosystem's. Both make findings disappear, so both need the document's word: its own
 * property, a maintainer, a vendor tag. All else is `unknown`, and then the distribution's data judge the OS package, as they
 * should nearly always, while what it owns is judged by its ecosystem: a finding too many rather than one too few.
 */
export function vendorOf(type: PackageType, version: string, told: Told, distro: Distro | undefined): Vendor {
  if (told.vendor !== undefined) return told.vendor;
  const publisher = told.publisher?.trim().toLowerCase() ?? '';
  switch (type) {
    case 'deb':
      return vendorOfDeb(version, publisher);
    case 'apk':
      // The name of a set that `apk add --virtual` made up on the spot; whatever else apk installs names its origin.
      if (told.name?.startsWith('.') === true) return 'third-party';
      return told.source !== undefined || publisher !== '' ? 'distro' : 'unknown';
    case 'rpm':
      return vendorOfRpm(publisher, distro);
    default:
      return 'third-party';
  }
}

function vendorOfDeb(version: string, publisher: string): Vendor {
  const at = publisher.lastIndexOf('@');
  const domain = at < 0 ? '' : publisher.slice(at + 1).replace(/[^a-z0-9.-].*$/s, '');
  const isBelow = (parent: string) => domain === parent || domain.endsWith(`.${parent}`);
  if (PUBLISHER_VERSION.test(version) || PUBLISHERS.some(isBelow)) return 'third-party';
  return MAINTAINERS.some(isBelow) ? 'distro' : 'unknown';
}

function vendorOfRpm(tag: string, distro: Distro | undefined): Vendor {
  if (tag === '' || distro === undefined) return 'unknown';
  const own = VENDORS.get(distro.id);
  if ((own ?? [distro.id]).some((start) => tag.startsWith(start))) return 'distro';
  return own === undefined ? 'unknown' : 'third-party';
}
