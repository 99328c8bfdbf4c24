import { type Digest, parseDigest } from '../../model/digest.ts';
import type { Distro } from '../../model/distro.ts';
import { namedDistro } from './parts/distros.ts';
import { jsonFormat } from './parts/format.ts';
import type { JsonObject } from './parts/json-values.ts';
import { listOf, objectOf, objectsOf, textOf, textsOf } from './parts/json-values.ts';
import { SubjectBuilder } from './parts/subject-builder.ts';
import { toldByArtifact } from './parts/syft-artifact.ts';

/** Syft's own JSON (anchore/syft, schema/json), from its first versions on: keys were renamed, both names are looked for. */
export const syftJson = jsonFormat({
  id: 'syft-json',
  marks: ['artifacts', 'artifactRelationships', 'anchore/syft'],
  accepts(document) {
    const schema = textOf(objectOf(document['schema'])?.['url']) ?? '';
    return Array.isArray(document['artifacts']) && (schema.includes('syft') || document['source'] !== undefined);
  },
  read(document) {
    const builder = new SubjectBuilder();
    const owners = ownersIn(document);
    for (const value of listOf(document['artifacts'])) {
      const artifact = objectOf(value);
      if (artifact === undefined) {
        builder.addDamaged();
        continue;
      }
      const told = toldByArtifact(artifact);
      const id = textOf(artifact['id']);
      const ownerKey = owners.get(id ?? '');
      if (told.type === undefined && told.purl === undefined) builder.addUnsupported(textOf(artifact['type']) ?? '?');
      else builder.add(ownerKey === undefined ? told : { ...told, ownerKey }, id);
    }
    const distro = distroIn(document);
    const version = textOf(objectOf(document['schema'])?.['version']);
    const { name, of, complete } = sourceIn(document);
    const subject = builder.finish({ name, of, distros: distro === undefined ? [] : [distro], complete });
    return { format: `Syft JSON ${version ?? ''}`.trim(), subjects: [subject], diagnostics: [] };
  },
});

/** Child → parent: the files of the parent, an OS package, are those that define the child. */
function ownersIn(document: JsonObject): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { parent, child, type } of objectsOf(document['artifactRelationships'])) {
    const [owner, owned] = [textOf(parent), textOf(child)];
    if (type === 'ownership-by-file-overlap' && owner !== undefined && owned !== undefined) owners.set(owned, owner);
  }
  return owners;
}

function sourceIn(document: JsonObject): { name: string | undefined; of: Digest | undefined; complete: boolean } {
  const source = objectOf(document['source']);
  const target = source?.['target'];
  const metadata = objectOf(source?.['metadata']) ?? objectOf(target) ?? {};
  const name = textOf(metadata['userInput']) ?? textOf(source?.['name']) ?? textOf(target) ?? textOf(metadata['path']);
  const repoDigest = textsOf(metadata['repoDigests'])[0];
  const of = parseDigest(metadata['manifestDigest']) ?? parseDigest(repoDigest?.slice(repoDigest.lastIndexOf('@') + 1));
  return { name, of, complete: !isKnownPartial(document) };
}

/** Our own documents tell whether all was looked at; Syft's do not. */
function isKnownPartial(document: JsonObject): boolean {
  const descriptor = objectOf(document['descriptor']);
  return descriptor?.['name'] === 'plimsoll' && objectOf(descriptor['configuration'])?.['complete'] === false;
}

/** What os-release says; the first versions had a name and a version alone. */
function distroIn(document: JsonObject): Distro | undefined {
  const distro = objectOf(document['distro']);
  const id = textOf(distro?.['id']) ?? textOf(distro?.['name']);
  if (distro === undefined || id === undefined) return undefined;
  const version = textOf(distro['versionID']) ?? (distro['id'] === undefined ? textOf(distro['version']) : undefined);
  const codename = textOf(distro['versionCodename']);
  const prettyName = textOf(distro['prettyName']);
  const idLike = textsOf(distro['idLike']);
  const isSaid = Array.isArray(distro['idLike']) || prettyName !== undefined;
  return namedDistro(id, version, {
    ...(codename !== undefined && { codename }),
    ...(prettyName !== undefined && { prettyName }),
    ...(isSaid && { idLike }),
  });
}
