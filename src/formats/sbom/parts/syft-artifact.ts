import type { Package, PackageType } from '../../../model/package.ts';
import type { JsonObject } from './json-values.ts';
import { listOf, objectOf, objectsOf, textOf } from './json-values.ts';
import { locationsOf } from './locations.ts';
import { ownWords, propertiesOf } from './properties.ts';
import type { Told } from './told.ts';
import { sourceOf } from './upstream.ts';

/** Syft's types of packages → ours. */
const TYPES: ReadonlyMap<string, PackageType> = new Map([
  ['apk', 'apk'],
  ['deb', 'deb'],
  ['gem', 'gem'],
  ['go-module', 'golang'],
  ['java-archive', 'maven'],
  ['jenkins-plugin', 'maven'],
  ['npm', 'npm'],
  ['python', 'pypi'],
  ['rpm', 'rpm'],
  ['rust-crate', 'cargo'],
]);

/** What an artifact of Syft's says of itself; `type` is set where Syft's own word for it is one of ours. */
export function toldByArtifact(artifact: JsonObject): Told {
  const metadata = objectOf(artifact['metadata']) ?? {};
  const word = (key: string) => textOf(metadata[key]);
  const type = TYPES.get(textOf(artifact['type']) ?? '');
  const [purl, name, version] = [artifact['purl'], artifact['name'], artifact['version']].map(textOf);
  const source = type === undefined ? undefined : sourceIn(type, metadata, name);
  const group = type === 'maven' ? textOf(objectOf(metadata['pomProperties'])?.['groupId']) : undefined;
  const publisher = word('maintainer') ?? word('vendor');
  const arch = word('architecture') ?? word('arch');
  const module = word('modularityLabel');
  const isMain = type === 'golang' && name !== undefined && word('mainModule') === name;
  const isOs = type === 'deb' || type === 'apk' || type === 'rpm';
  return {
    ...(purl !== undefined && { purl }),
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    ...(type !== undefined && { type }),
    ...(group !== undefined && { namespace: group }),
    ...(isOs && arch !== undefined && { arch }),
    ...(module !== undefined && { module }),
    ...(isMain && { relation: 'root' as const }),
    ...(publisher !== undefined && { publisher }),
    ...(source !== undefined && { source }),
    ...ownWordsIn(artifact),
    licenses: licensesOf(artifact),
    locations: locationsOf(placesOf(artifact, word('virtualPath'))),
  };
}

/** What dpkg, apk and rpm record of the source; dpkg writes nothing where it is called like the package. */
function sourceIn(type: PackageType, metadata: JsonObject, name: string | undefined): Package['source'] {
  switch (type) {
    case 'deb': {
      if (metadata['package'] === undefined) return undefined;
      const source = textOf(metadata['source']) ?? name;
      const version = textOf(metadata['sourceVersion']);
      return source === undefined ? undefined : { name: source, ...(version !== undefined && { version }) };
    }
    case 'apk':
      return sourceOf('apk', textOf(metadata['originPackage']));
    case 'rpm':
      return sourceOf('rpm', textOf(metadata['sourceRpm']));
    default:
      return undefined;
  }
}

/** Formerly plain texts; now with the SPDX expression where Syft could read one. Ours keep what the package says. */
function licensesOf(artifact: JsonObject): readonly string[] {
  const isOurs = artifact['plimsoll'] !== undefined;
  return listOf(artifact['licenses']).flatMap((license) => {
    const object = objectOf(license);
    const [expression, value] = [textOf(object?.['spdxExpression']), textOf(object?.['value'])];
    return textOf(license) ?? (isOurs ? (value ?? expression) : (expression ?? value)) ?? [];
  });
}

/** Of a jar in a jar Syft tells the way in, `/app.war:WEB-INF/lib/inner.jar`. */
function placesOf(artifact: JsonObject, virtualPath = ''): readonly string[] {
  const places = objectsOf(artifact['locations']).flatMap(({ path }) => textOf(path) ?? []);
  return places.map((path) =>
    virtualPath.startsWith(`${path}:`) ? `${path}${virtualPath.slice(path.length).replaceAll(':', '!/')}` : path,
  );
}

/** The member `plimsoll` of our own documents: what Syft has no field for, under the names that properties have elsewhere. */
function ownWordsIn(artifact: JsonObject): Partial<Told> {
  const words = Object.entries(objectOf(artifact['plimsoll']) ?? {});
  return ownWords(propertiesOf(words.map(([name, value]) => [`plimsoll:${name}`, textOf(value)])));
}
