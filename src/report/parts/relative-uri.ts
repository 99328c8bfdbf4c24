/** A relative URI (RFC 3986 §4.2): every byte that could mean something is percent-encoded, so no path leaves its place or names a scheme. */
export function relativeUri(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/');
}
