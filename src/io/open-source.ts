import { PlimsollError } from '../model/error.ts';
import type { Platform } from '../model/platform.ts';
import { parseReference } from '../model/reference.ts';
import type { ImageSource } from '../ports/image-source.ts';
import type { ArchiveOptions } from './archive/archive-file.ts';
import type { DaemonTiming } from './daemon/daemon-client.ts';
import { parseImageName, resolveImageName, splitPathName } from './image-name.ts';
import { directoryFiles } from './layout/layout-files.ts';
import { layoutSource } from './layout/layout-source.ts';
import { printable } from './layout/printable.ts';
import type { RegistryOptions } from './registry/registry-options.ts';

export { type ImageName, type ImageScheme, parseImageName, resolveImageName } from './image-name.ts';

/** All that opening an image takes from the outside; nothing is read from the environment here. */
export interface OpenOptions extends ArchiveOptions, RegistryOptions {
  /** Which image of several in an archive or a layout. */
  readonly ref?: string;
  /** What the user named: a name without a scheme then does not mean a daemon's image of another platform. */
  readonly askedPlatform?: Platform | 'all';
  /** containerd's root directory; the usual places when absent. */
  readonly containerdRoot?: string;
  readonly daemonTiming?: Partial<DaemonTiming>;
}

/**
 * Opens an image by its scheme, else as `resolveImageName` finds; a name of neither is what a daemon has of it, else the registry. Nothing
 * is asked, fetched or spooled before `root()`. `image/unsupported-scheme` for what is no image with layers (`rootfs`, `fs`, `sbom`).
 */
export async function openImageSource(name: string, options: OpenOptions): Promise<ImageSource> {
  const { scheme, name: place } = await resolveImageName(name);
  switch (scheme) {
    case 'registry': {
      if (parseImageName(name).scheme !== undefined) return openRegistry(place, options);
      const { localImageOr } = await import('./daemon/local-image.ts');
      return localImageOr(place, options, () => openRegistry(place, options));
    }
    case 'docker':
    case 'podman': {
      const { daemonSource } = await import('./daemon/daemon-source.ts');
      return daemonSource(scheme, place, options);
    }
    case 'containerd': {
      const { containerdSource } = await import('./containerd/containerd-source.ts');
      return containerdSource(place, options);
    }
    case 'archive':
    case 'oci-dir':
      return openPath(scheme, place, options);
    default:
      throw new PlimsollError('image/unsupported-scheme', `${scheme}:// cannot be read as an image with layers here`, {
        help: ['save the image to a file and name it as archive://FILE'],
      });
  }
}

async function openRegistry(place: string, options: OpenOptions): Promise<ImageSource> {
  const reference = parseReference(place);
  if (reference !== undefined) {
    const { registrySource } = await import('./registry/registry-source.ts');
    return registrySource(reference, place, options);
  }
  throw new PlimsollError('image/invalid-reference', `${printable(place, 300)} is not the name of an image`, {
    help: ['a name is [HOST[:PORT]/]PATH[:TAG][@DIGEST], lower case, as in registry.example.com/team/app:1'],
  });
}

async function openPath(scheme: 'archive' | 'oci-dir', place: string, options: OpenOptions): Promise<ImageSource> {
  const { path, ...named } = place === '-' ? { path: place } : await splitPathName(place);
  const choice = { ...(options.ref !== undefined && { ref: options.ref }), ...named };
  if (scheme === 'oci-dir') return layoutSource(directoryFiles(path), place, choice);
  const { archiveSource } = await import('./archive/archive-source.ts');
  return archiveSource(path, place, choice, options);
}
