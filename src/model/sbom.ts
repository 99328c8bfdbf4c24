import type { Diagnostic } from './diagnostic.ts';
import type { Digest } from './digest.ts';
import type { Distro } from './distro.ts';
import type { Package } from './package.ts';

/** What a software bill of materials says is installed. */
export interface SbomContents {
  /** Name and version of the format: `CycloneDX 1.6`, `SPDX 2.3`, `Syft JSON 16.0.0`. */
  readonly format: string;
  /** What it is about: one thing mostly; our own documents of an index hold one for each platform. */
  readonly subjects: readonly SbomSubject[];
  /** Of the document as a whole. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface SbomSubject {
  /** As the document calls it. */
  readonly name?: string;
  /** Digest of the image that it describes. */
  readonly of?: Digest;
  readonly distro?: Distro;
  /** Sorted by id, each id once. `introduced` and layers of locations are left out: an SBOM has no layers to point to. */
  readonly packages: readonly Package[];
  /** False when the document says of itself that something is missing, or a part of it could not be read. */
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
