import type { Descriptor } from '../model/descriptor.ts';
import type { Digest } from '../model/digest.ts';

/** Where it is said what refers to an image: signatures, attestations, bills of materials. */
export interface ReferrerSource {
  /**
   * What refers to a manifest, each digest once, in the order that it was told. Nothing of it is verified: that a registry lists
   * something says neither that it is about this image nor who made it, and what it does not list may exist all the same.
   */
  referrers(digest: Digest, signal: AbortSignal): Promise<readonly Referrer[]>;
}

/** The manifest of something that refers to an image. */
export interface Referrer extends Descriptor {
  readonly listedBy: ReferrerListing;
}

/**
 * `referrers-api` and `fallback-tag` (OCI distribution-spec, "Listing Referrers"); `cosign-…` are the tags `sha256-<hex>.sig`, `.att`
 * and `.sbom`, beside the image, of cosign before its third version: they have no `artifactType`, and name no subject.
 */
export type ReferrerListing =
  | 'referrers-api'
  | 'fallback-tag'
  | 'cosign-signature'
  | 'cosign-attestation'
  | 'cosign-sbom';
