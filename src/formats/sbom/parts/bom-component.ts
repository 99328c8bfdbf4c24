import type { JsonObject } from './json-values.ts';
import { objectOf, objectsOf, textOf } from './json-values.ts';
import { locationsOf } from './locations.ts';
import { ownWords, type Properties, propertiesOf, sourceInProperties } from './properties.ts';
import type { Told } from './told.ts';

/** What a component of CycloneDX (1.0–1.7) says of itself; `isRoot` when the document is about it. */
export function toldByComponent(component: JsonObject, isRoot = false): Told {
  const properties = propertiesIn(component);
  const own = ownWords(properties);
  const source = own.source ?? sourceInProperties(properties);
  const publisher = textOf(component['publisher']) ?? supplierOf(component, properties);
  // In our own documents an application is what others only are parts of; elsewhere the word means less.
  const isApplication = properties.has('plimsoll:vendor') && component['type'] === 'application';
  const isDevelopment =
    component['scope'] === 'excluded' || properties.get('cdx:npm:package:development')?.[0] === 'true';
  const module = properties.get('aquasecurity:trivy:Modularitylabel')?.[0];
  return {
    ...strings(component),
    ...(publisher !== undefined && { publisher }),
    ...(module && { module }),
    ...((isApplication || isRoot) && { relation: 'root' as const }),
    ...(isDevelopment && { dev: true }),
    ...own,
    ...(source !== undefined && { source }),
    licenses: licensesOf(component['licenses']),
    locations: locationsOf(placesOf(component, properties)),
  };
}

/** Trivy's name for the maintainer. Of others it may be whoever passes the image on, who says nothing of the package. */
function supplierOf(component: JsonObject, properties: Properties): string | undefined {
  return properties.has('aquasecurity:trivy:PkgType') ? textOf(objectOf(component['supplier'])?.['name']) : undefined;
}

/** Properties of a component: pairs, in XML and JSON alike. */
export function propertiesIn(component: JsonObject): Properties {
  return propertiesOf(
    objectsOf(component['properties']).map(({ name, value }) => [
      textOf(name),
      typeof value === 'string' ? value : undefined,
    ]),
  );
}

function strings(component: JsonObject): Pick<Told, 'purl' | 'name' | 'version'> {
  const [purl, name, version] = [component['purl'], component['name'], component['version']].map(textOf);
  return {
    ...(purl !== undefined && { purl }),
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
  };
}

/** Each entry is a license with an SPDX id or a name, or an expression. */
function licensesOf(value: unknown): readonly string[] {
  return objectsOf(value).flatMap((choice) => {
    const license = objectOf(choice['license']);
    return textOf(choice['expression']) ?? textOf(license?.['id']) ?? textOf(license?.['name']) ?? [];
  });
}

function placesOf(component: JsonObject, properties: Properties): readonly string[] {
  const own = properties.get('plimsoll:path');
  if (own !== undefined) return own;
  const places: string[] = [];
  for (const { location } of objectsOf(objectOf(component['evidence'])?.['occurrences']))
    if (typeof location === 'string') places.push(location);
  places.push(...(properties.get('aquasecurity:trivy:FilePath') ?? []).slice(0, 1));
  // Syft numbers them without gap.
  for (let at = 0; properties.has(`syft:location:${at}:path`); at++)
    places.push(properties.get(`syft:location:${at}:path`)![0]!);
  return places;
}
