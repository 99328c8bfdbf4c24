import type { Distro } from '../../model/distro.ts';
import type { Inventory } from '../../model/inventory.ts';
import { parseReference } from '../../model/reference.ts';
import { contentName } from './content-id.ts';
import { maskValue } from './masks.ts';
import { compareText } from './order.ts';
import { nameOf, sizeOf } from './subject.ts';

/** What was looked at (Syft's JSON schema, `Source`). What Syft copies from the registry and we did not keep is left out. */
export function syftSource(inventory: Inventory) {
  const { source } = inventory;
  const name = nameOf(inventory);
  switch (source.kind) {
    case 'image':
      return {
        id: contentName(source.manifest ?? source.config ?? name, 64),
        name: repositoryOf(name),
        version: source.manifest ?? source.config ?? '',
        type: 'image',
        metadata: {
          userInput: name,
          imageID: source.config ?? '',
          manifestDigest: source.manifest ?? '',
          mediaType: '',
          tags:
            parseReference(name)?.tag !== undefined && name !== repositoryOf(name) ? [name.replace(/@.*$/s, '')] : [],
          imageSize: sizeOf(inventory) ?? 0,
          layers: inventory.layers.map((layer) => ({
            mediaType: '',
            digest: layer.diffId ?? layer.blob ?? '',
            size: layer.sizeBytes ?? 0,
          })),
          repoDigests: [],
          architecture: source.platform.architecture,
          architectureVariant: source.platform.variant,
          os: source.platform.os,
          labels: labelsOf(inventory),
        },
      };
    case 'tree':
      return { id: contentName(name, 64), name, version: '', type: 'directory', metadata: { path: source.root } };
    case 'sbom':
      // A document that was read again still speaks of its image.
      if (source.of !== undefined) {
        const metadata = { userInput: name, manifestDigest: source.of };
        return { id: contentName(source.of, 64), name, version: source.of, type: 'image', metadata };
      }
      return { id: contentName(name, 64), name, version: '', type: 'file', metadata: { path: source.document } };
  }
}

/** As os-release tells it; an empty object when it does not. */
export function syftDistro(distro: Distro | undefined) {
  if (distro === undefined) return {};
  return {
    prettyName: distro.prettyName,
    id: distro.id,
    idLike: distro.idLike.length === 0 ? undefined : distro.idLike,
    versionID: distro.versionId,
    versionCodename: distro.codename,
  };
}

/** The name as typed, without tag and digest. */
function repositoryOf(name: string): string {
  return parseReference(name) === undefined ? name : name.replace(/@.*$/s, '').replace(/:[^:/]*$/, '');
}

function labelsOf({ config }: Inventory) {
  if (config === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(config.labels)
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, value]) => [name, maskValue(name, value)]),
  );
}
