import type { Digest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { ImageSource } from '../../ports/image-source.ts';
import { foundSource } from '../daemon/found-source.ts';
import { similarNames } from '../daemon/similar-names.ts';
import { directoryFiles } from '../layout/layout-files.ts';
import { isSameName } from '../layout/layout-index.ts';
import { blobPathOf } from '../layout/layout-source.ts';
import { namesOf, printable } from '../layout/printable.ts';
import { type ContainerdPlaces, contentOf, contentRoots, isDenied, mayNotRead } from './content-root.ts';
import { type StoredImage, storedImages } from './stored-images.ts';

/**
 * An image in containerd's content store on this disk; containerd need not run and is not asked. `name` is `[NAMESPACE/]NAME` as the user wrote
 * it and stands in reports. Codes: `containerd/…`; `image/blob-missing` for content that was never pulled or is dropped.
 */
export function containerdSource(name: string, places: ContainerdPlaces): ImageSource {
  return foundSource(name, async (signal) => {
    const images: StoredImage[] = [];
    for (const root of await contentRoots(places)) images.push(...(await readable(root, signal)));
    const named = imagesNamed(images, name, places.environment.variables?.['CONTAINERD_NAMESPACE'] || undefined);
    const [first] = named;
    if (first === undefined) throw noSuchImage(images, name);
    if (named.some(({ digest }) => digest !== first.digest)) throw ambiguous(named, name);
    return storedImage(first, name);
  });
}

async function readable(root: string, signal: AbortSignal): Promise<StoredImage[]> {
  try {
    return await storedImages(root, signal);
  } catch (cause) {
    throw cause instanceof PlimsollError && isDenied(cause.cause) ? mayNotRead(root, cause) : cause;
  }
}

/** Namespaces in the order in which they are thought of first: Kubernetes', ctr's and nerdctl's, Docker's. */
const ORDER = ['k8s.io', 'default', 'moby'];

/**
 * The images that a user means: by name in every namespace, or in `namespace` when the environment chooses one, or in the one before the
 * first slash. What is written exactly so goes before another spelling of the same reference (`nginx` is `docker.io/library/nginx:latest`).
 */
export function imagesNamed(images: readonly StoredImage[], name: string, namespace?: string): StoredImage[] {
  const slash = name.indexOf('/');
  const rest = slash > 0 ? name.slice(slash + 1) : undefined;
  const meant = (isSame: (one: string, other: string) => boolean) =>
    images.filter(
      (image) =>
        ((namespace === undefined || image.namespace === namespace) && isSame(image.name, name)) ||
        (rest !== undefined && image.namespace === name.slice(0, slash) && isSame(image.name, rest)),
    );
  const exact = meant((one, other) => one === other);
  const found = exact.length > 0 ? exact : meant(isSameName);
  return found.sort((a, b) => rank(a) - rank(b));
}

function rank({ namespace }: StoredImage): number {
  const at = ORDER.indexOf(namespace);
  return at < 0 ? ORDER.length : at;
}

function storedImage(image: StoredImage, reference: string): ImageSource {
  const files = directoryFiles(contentOf(image.root));
  const whole = async (digest: Digest, signal: AbortSignal): Promise<Uint8Array> => {
    const bytes = await files.read(blobPathOf(digest), signal);
    if (bytes === undefined) throw notHeld(image, digest);
    return bytes;
  };
  return {
    reference,
    root: async (signal) => {
      const { digest, mediaType } = image;
      return { kind: 'oci', bytes: await whole(digest, signal), digest, ...(mediaType && { mediaType }) };
    },
    manifest: ({ digest }, signal) => whole(digest, signal),
    blob: async function* (digest, _sizeBytes, signal) {
      if (!(await files.has(blobPathOf(digest)))) throw notHeld(image, digest);
      yield* files.stream(blobPathOf(digest), signal);
    },
    close: () => files.close(),
  };
}

function notHeld({ namespace, name }: StoredImage, digest: Digest): PlimsollError {
  return new PlimsollError(
    'image/blob-missing',
    `containerd does not hold ${digest}, a part of ${printable(name, 200)}`,
    {
      help: [
        `one platform alone is pulled by default: choose it with --platform, or ctr -n ${printable(namespace)} images pull --all-platforms`,
        'it drops layers once they are unpacked when discard_unpacked_layers is set: then name registry://NAME',
      ],
    },
  );
}

function noSuchImage(images: readonly StoredImage[], name: string): PlimsollError {
  const names = similarNames(images.map(writtenOut), name);
  return new PlimsollError('containerd/no-such-image', `containerd has no image ${printable(name, 200)}`, {
    help: names.length === 0 ? ['it has none at all'] : [`it has: ${namesOf(names)}`],
  });
}

function ambiguous(images: readonly StoredImage[], name: string): PlimsollError {
  return new PlimsollError(
    'containerd/ambiguous',
    `${printable(name, 200)} is another image in each of these namespaces`,
    {
      help: [`name one: ${namesOf(images.map((image) => `containerd://${writtenOut(image)}`))}`],
    },
  );
}

function writtenOut({ namespace, name }: StoredImage): string {
  return `${namespace}/${name}`;
}
