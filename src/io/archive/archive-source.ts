import { parseDigest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { ImageRoot, ImageSource } from '../../ports/image-source.ts';
import type { LayoutFiles } from '../layout/layout-files.ts';
import { isObject, parseObject } from '../layout/layout-index.ts';
import { blobPathOf, type Choice, layoutSource } from '../layout/layout-source.ts';
import { printable } from '../layout/printable.ts';
import { type ArchiveFile, type ArchiveOptions, archiveFiles, openArchive } from './archive-file.ts';
import { dockerSaveRoot } from './docker-save.ts';

export type { ArchiveOptions } from './archive-file.ts';

/** A tar with an image: an OCI layout, what `docker save` writes, or both in one. `path` `-` is standard input. */
export function archiveSource(path: string, reference: string, choice: Choice, options: ArchiveOptions): ImageSource {
  return archiveSourceOf((signal) => openArchive(path, options, signal), reference, choice);
}

/** The same of an archive that is opened at first use, wherever it comes from. */
export function archiveSourceOf(
  open: (signal: AbortSignal) => Promise<ArchiveFile>,
  reference: string,
  choice: Choice,
): ImageSource {
  let opening: Promise<{ archive: ArchiveFile; files: LayoutFiles; layout: ImageSource }> | undefined;
  const opened = (signal: AbortSignal) => {
    opening ??= open(signal).then((archive) => {
      const files = archiveFiles(archive);
      return { archive, files, layout: layoutSource(files, reference, choice) };
    });
    return opening;
  };
  return {
    reference,
    root: async (signal) => {
      const { archive, files, layout } = await opened(signal);
      return rootOf(archive, files, layout, choice, signal);
    },
    manifest: async (descriptor, signal) => (await opened(signal)).layout.manifest(descriptor, signal),
    blob: async function* (digest, sizeBytes, signal) {
      yield* (await opened(signal)).layout.blob(digest, sizeBytes, signal);
    },
    close: async () => {
      const open = await opening?.catch(() => undefined);
      await open?.files.close();
    },
  };
}

/** The layout is the better witness, as it names digests; the older form answers when the layout does not hold the image whole. */
async function rootOf(
  archive: ArchiveFile,
  files: LayoutFiles,
  layout: ImageSource,
  choice: Choice,
  signal: AbortSignal,
): Promise<ImageRoot> {
  const hasLayout = await files.has('index.json');
  if (!(await files.has('manifest.json'))) {
    if (hasLayout) return layout.root(signal);
    throw notAnImage(archive);
  }
  if (hasLayout) {
    try {
      const root = await layout.root(signal);
      if (root.kind === 'oci' && (await isWhole(root.bytes, files))) return root;
    } catch (cause) {
      if (!(cause instanceof PlimsollError)) throw cause;
    }
  }
  return dockerSaveRoot(archive, files, choice, signal);
}

/** Whether all that a manifest names is there; of an index, one manifest. */
async function isWhole(bytes: Uint8Array, files: LayoutFiles): Promise<boolean> {
  const document = parseObject(bytes);
  const has = async (descriptor: unknown): Promise<boolean> => {
    const digest = isObject(descriptor) ? parseDigest(descriptor['digest']) : undefined;
    return digest !== undefined && (await files.has(blobPathOf(digest)));
  };
  if (Array.isArray(document?.['manifests'])) {
    for (const entry of document['manifests']) if (await has(entry)) return true;
    return false;
  }
  if (!Array.isArray(document?.['layers'])) return false;
  for (const entry of [document['config'], ...document['layers']]) if (!(await has(entry))) return false;
  return true;
}

function notAnImage(archive: ArchiveFile): PlimsollError {
  const isTree = ['etc/os-release', 'etc/passwd', 'usr/lib/os-release'].some((path) => archive.index.find(path));
  return new PlimsollError(
    'image/not-an-image',
    `${printable(archive.name, 300)} is not an image: the archive has neither manifest.json nor index.json`,
    {
      help: isTree
        ? ['it looks like an exported file system: unpack it and name it as rootfs://DIRECTORY']
        : ['save the image with `docker save`, `podman save` or `skopeo copy … oci-archive:FILE`'],
    },
  );
}
