import type { Package, Vendor } from '../../../model/package.ts';
import type { Told } from './told.ts';
import { sourceOf } from './upstream.ts';

/** Name → values, in the order of the document: some names occur many times. */
export type Properties = ReadonlyMap<string, readonly string[]>;

const NONE: Properties = new Map();

/** Pairs as a map, without those that have no value. */
export function propertiesOf(pairs: readonly (readonly [string | undefined, string | undefined])[]): Properties {
  if (pairs.length === 0) return NONE;
  const properties = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    if (name === undefined || value === undefined) continue;
    const values = properties.get(name);
    if (values === undefined) properties.set(name, [value]);
    else values.push(value);
  }
  return properties;
}

/** What our own documents, whatever their format, say of a package in properties `plimsoll:<name>`. */
export function ownWords(properties: Properties): Partial<Told> {
  if (properties.size === 0) return {};
  const word = (name: string) => properties.get(`plimsoll:${name}`)?.[0];
  const vendor = vendorNamed(word('vendor'));
  const relation = relationNamed(word('relation'));
  const source = word('source');
  const version = word('source:version');
  const [owner, overwritten, module, dev] = [word('owner'), word('overwritten'), word('module'), word('dev')];
  return {
    ...(vendor !== undefined && { vendor }),
    ...(relation !== undefined && { relation }),
    ...(source !== undefined && { source: { name: source, ...(version !== undefined && { version }) } }),
    ...(owner !== undefined && { owner }),
    ...(overwritten !== undefined && { overwritten }),
    ...(module !== undefined && { module }),
    ...(dev !== undefined && { dev: dev === 'true' }),
    ...(word('visible') === 'false' && { visible: false }),
  };
}

export function vendorNamed(word: unknown): Vendor | undefined {
  return word === 'distro' || word === 'third-party' || word === 'unknown' ? word : undefined;
}

export function relationNamed(word: unknown): Package['relation'] | undefined {
  return word === 'root' || word === 'direct' || word === 'transitive' || word === 'unknown' ? word : undefined;
}

/** The source package as Trivy and Syft write it into properties of CycloneDX. */
export function sourceInProperties(properties: Properties): Package['source'] {
  if (properties.size === 0) return undefined;
  const word = (name: string) => properties.get(name)?.[0] || undefined;
  const trivy = word('aquasecurity:trivy:SrcName');
  if (trivy !== undefined) {
    const epoch = word('aquasecurity:trivy:SrcEpoch');
    const release = word('aquasecurity:trivy:SrcRelease');
    const upstream = word('aquasecurity:trivy:SrcVersion');
    const version = upstream && `${epoch ? `${epoch}:` : ''}${upstream}${release ? `-${release}` : ''}`;
    return { name: trivy, ...(version && { version }) };
  }
  const name = word('syft:metadata:source') ?? word('syft:metadata:originPackage');
  const version = word('syft:metadata:sourceVersion');
  if (name !== undefined) return { name, ...(version !== undefined && { version }) };
  return sourceOf('rpm', word('syft:metadata:sourceRpm'));
}
