import type { Location } from '../../../model/evidence.ts';
import { packageTypes } from '../../../model/package.ts';
import { parsePurl } from '../../../model/parse-purl.ts';
import { canonicalPath } from '../../bytes/entry-path.ts';
import type { JsonObject } from './json-values.ts';
import { objectOf, objectsOf, textOf, textsOf } from './json-values.ts';
import { relationNamed, vendorNamed } from './properties.ts';
import type { Told } from './told.ts';

/** A package of our own report, which tells everything by itself but the module of an rpm. Undefined when type or name are missing. */
export function toldByReport(pkg: JsonObject): Told | undefined {
  const type = packageTypes.find((known) => known === pkg['type']);
  const name = textOf(pkg['name']);
  if (type === undefined || name === undefined) return undefined;
  const [namespace, version, arch, owner] = [pkg['namespace'], pkg['version'], pkg['arch'], pkg['owner']].map(textOf);
  const relation = relationNamed(pkg['relation']);
  const vendor = vendorNamed(pkg['vendor']);
  const module = type === 'rpm' ? parsePurl(textOf(pkg['purl']) ?? '')?.qualifiers.get('rpmmod') : undefined;
  const source = objectOf(pkg['source']);
  const [sourceName, sourceVersion] = [textOf(source?.['name']), textOf(source?.['version'])];
  return {
    type,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(version !== undefined && { version }),
    ...(arch !== undefined && { arch }),
    ...(module !== undefined && { module }),
    ...(sourceName !== undefined && {
      source: { name: sourceName, ...(sourceVersion !== undefined && { version: sourceVersion }) },
    }),
    ...(vendor !== undefined && { vendor }),
    ...(owner !== undefined && { owner }),
    ...(relation !== undefined && { relation }),
    ...(typeof pkg['dev'] === 'boolean' && { dev: pkg['dev'] }),
    ...(pkg['visible'] === false && { visible: false }),
    licenses: textsOf(pkg['licenses']),
    locations: locationsIn(pkg['locations']),
  };
}

function locationsIn(value: unknown): readonly Location[] {
  const places = new Map<string, Location>();
  for (const { path, inside } of objectsOf(value)) {
    const canonical = canonicalPath(textOf(path) ?? '');
    const within = textsOf(inside);
    if (!canonical) continue;
    places.set([canonical, ...within].join('\0'), { path: canonical, ...(within.length > 0 && { inside: within }) });
  }
  return [...places.values()];
}
