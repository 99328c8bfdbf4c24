import { PlimsollError } from '../model/error.ts';
import { parseReference } from '../model/reference.ts';
import type { ImageSource } from '../ports/image-source.ts';
import type { ArchiveOptions } from './archive/archive-file.ts';
import { resolveImageName, splitPathName } from './image-name.ts';
import { directoryFiles } from './layout/layout-files.ts';
import { layoutSource } from './layout/layout-source.ts';
import { printable } from './layout/printable.ts';
import type { RegistryOptions } from './registry/registry-options.ts';

export { type ImageName, type ImageScheme, parseImageName, resolveImageName } from './image-name.ts';

/** All that opening an image takes from the outside; nothing is read from the environment here. */
export interface OpenOptions extends ArchiveOptions, RegistryOptions {
  /** Which image of several in an archive or a layout. */
  readonly ref?: string;
}

/**
 * Opens an image: `archive`, `oci-dir` and `registry` by scheme, else as `resolveImageName` finds. Nothing is fetched or spooled before
 * `root()`. `image/unsupported-scheme` for what is no image with layers (`rootfs`, `fs`, `sbom`) or has no driver.
 */
export async function openImageSource(name: string, options: OpenOptions): Promise<ImageSource> {
  const { scheme, name: place } = await resolveImageName(name);
  if (scheme === 'registry') {
    const reference = parseReference(place);
    if (reference !== undefined) {
      const { registrySource } = await import('./registry/registry-source.ts');
      return registrySource(reference, place, options);
    }
    throw new PlimsollError('image/invalid-reference', `${printable(place, 300)} is not the name of an image`, {
      help: ['a name is [HOST[:PORT]/]PATH[:TAG][@DIGEST], lower case, as in registry.example.com/team/app:1'],
    });
  }
  if (scheme === 'archive' || scheme === 'oci-dir') {
    const { path, ...named } = place === '-' ? { path: place } : await splitPathName(place);
    const choice = { ...(options.ref !== undefined && { ref: options.ref }), ...named };
    if (scheme === 'oci-dir') return layoutSource(directoryFiles(path), place, choice);
    const { archiveSource } = await import('./archive/archive-source.ts');
    return archiveSource(path, place, choice, options);
  }
  throw new PlimsollError('image/unsupported-scheme', `${scheme}:// cannot be read as an image with layers here`, {
    help: ['save the image to a file and name it as archive://FILE'],
  });
}
