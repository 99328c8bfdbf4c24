/** `algorithm:hex` of content, validated (OCI image-spec, descriptor.md#digests). */
export type Digest = `sha256:${string}` | `sha512:${string}`;

const FORMS = { sha256: /^sha256:[0-9a-f]{64}$/, sha512: /^sha512:[0-9a-f]{128}$/ } as const;

/** The digest in `text`, or undefined when it is not exactly one: wrong length, upper case, unknown algorithm, path tricks. */
export function parseDigest(text: unknown): Digest | undefined {
  if (typeof text !== 'string') return undefined;
  return FORMS.sha256.test(text) || FORMS.sha512.test(text) ? (text as Digest) : undefined;
}

export function algorithmOf(digest: Digest): 'sha256' | 'sha512' {
  return digest.startsWith('sha256:') ? 'sha256' : 'sha512';
}

export function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}
