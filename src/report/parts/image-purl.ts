import { parseReference } from '../../model/reference.ts';
import type { Source } from '../../model/source.ts';

/**
 * purl type `oci` (purl-spec, PURL-TYPES: the name is the last part of the repository, the version the digest). The registry is named
 * only when the user named it: the short name of an image from an archive does not say that Docker Hub has it. Undefined for what has
 * no manifest or no name.
 */
export function imagePurlOf(source: Source): string | undefined {
  if (source.kind !== 'image' || source.manifest === undefined) return undefined;
  const reference = parseReference(source.reference);
  if (reference === undefined) return undefined;
  const name = reference.repository.split('/').at(-1)!;
  const qualifiers = [`arch=${encodeURIComponent(source.platform.architecture)}`];
  if (source.reference.startsWith(`${reference.registry}/`)) {
    qualifiers.push(`repository_url=${encodeURIComponent(`${reference.registry}/${reference.repository}`)}`);
  }
  if (reference.tag !== undefined) qualifiers.push(`tag=${encodeURIComponent(reference.tag)}`);
  return `pkg:oci/${encodeURIComponent(name)}@${source.manifest}?${qualifiers.join('&')}`;
}
