import type { Location } from '../../../model/evidence.ts';
import type { Package, PackageId, PackageType, Vendor } from '../../../model/package.ts';

/** What a document says of one component, whatever its format. */
export interface Told {
  readonly purl?: string;
  /** As the document calls it: of pypi, npm and Go it keeps letters that other programs fold in the purl. */
  readonly name?: string;
  readonly version?: string;
  /** Where the format tells for certain what it is, also without purl. */
  readonly type?: PackageType;
  readonly namespace?: string;
  readonly arch?: string;
  readonly module?: string;
  readonly source?: Package['source'];
  /** Maintainer of a deb or apk, vendor tag of an rpm. */
  readonly publisher?: string;
  readonly vendor?: Vendor;
  /** As the document says it, or else the key of the component that it is. */
  readonly owner?: PackageId;
  readonly ownerKey?: string;
  readonly overwritten?: PackageId;
  readonly relation?: Package['relation'];
  readonly dev?: boolean;
  readonly visible?: boolean;
  readonly licenses: readonly string[];
  readonly locations: readonly Location[];
}
