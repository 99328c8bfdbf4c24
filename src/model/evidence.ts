import type { Digest } from './digest.ts';
import type { SchemeId } from './version-scheme.ts';

/** A place in an image. `inside` goes into archives: a jar in a jar in a war. */
export interface Location {
  /** Index of the layer whose bytes these are; absent in a tree. */
  readonly layer?: number;
  /** Canonical: no leading `/`, no `.`, `..` or empty parts; invalid UTF-8 as `%XX`. */
  readonly path: string;
  readonly inside?: readonly string[];
}

/** What a claim of a report rests on. */
export type Evidence =
  | {
      readonly kind: 'file';
      readonly location: Location;
      readonly bytes?: readonly [number, number];
      readonly line?: number;
    }
  | { readonly kind: 'config'; readonly pointer: string }
  | { readonly kind: 'dockerfile'; readonly file: string; readonly line: number }
  | { readonly kind: 'advisory'; readonly feed: string; readonly id: string; readonly digest: Digest }
  | { readonly kind: 'comparison'; readonly scheme: SchemeId; readonly installed: string; readonly bound: string };

/** `jar!/inner.jar`, as people write a path into an archive. */
export function formatLocation(location: Location): string {
  return [location.path, ...(location.inside ?? [])].join('!/');
}
