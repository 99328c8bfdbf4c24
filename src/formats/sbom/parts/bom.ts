import { type Digest, parseDigest } from '../../../model/digest.ts';
import type { Distro } from '../../../model/distro.ts';
import { packageTypes } from '../../../model/package.ts';
import { parsePurl } from '../../../model/parse-purl.ts';
import type { SbomContents, SbomSubject } from '../../../model/sbom.ts';
import { propertiesIn, toldByComponent } from './bom-component.ts';
import { ownDistro } from './distros.ts';
import type { JsonObject } from './json-values.ts';
import { listOf, objectOf, objectsOf, textOf, textsOf } from './json-values.ts';
import { sharesOf, takenAsOne } from './shares.ts';
import { SubjectBuilder } from './subject-builder.ts';

/** Kinds of components that are packages. Files, devices, models and the like need no purl. */
const PACKAGES = new Set(['application', 'framework', 'library', undefined]);

/** A component where it stands: `root` is the top-level one that it lies below, or itself. */
interface Placed {
  readonly component: JsonObject | undefined;
  readonly root: JsonObject | undefined;
}

/**
 * A document of CycloneDX in the shape of its JSON. One subject as a rule, its component in `metadata`; without that the containers
 * and files on top with what depends on them, as our own documents of an index and merged ones have it.
 */
export function readBom(bom: JsonObject, version: string): SbomContents {
  const placed = placedIn(bom);
  const named = objectOf(objectOf(bom['metadata'])?.['component']);
  const format = `CycloneDX ${version}`;
  const several = named === undefined ? subjectsAmong(placed) : [];
  const arrows = several.length === 0 ? undefined : dependenciesIn(bom);
  const shared = arrows && sharesOf(several, placed, refOfPlaced, arrows, isBelow);
  if (shared === undefined) {
    const subjects = [subjectOf(named, placed, partialRefs(bom, [refOf(named)]))];
    return { format, subjects, diagnostics: several.length === 0 ? [] : [takenAsOne(several.length)] };
  }
  const partial = partialRefs(bom, several.map(refOfPlaced));
  const subjects = shared.shares.map(({ root, parts }) => subjectOf(root.component, parts, partial));
  if (shared.rest.length > 0) subjects.push(subjectOf(undefined, shared.rest, partial));
  return { format, subjects, diagnostics: [] };
}

/** Every component, nested ones too; `limits.jsonDepth` has bounded the nesting. */
function placedIn(bom: JsonObject): readonly Placed[] {
  const placed: Placed[] = [];
  const visit = (list: unknown, root: JsonObject | undefined) => {
    for (const value of listOf(list)) {
      const component = objectOf(value);
      const top = root ?? component;
      placed.push({ component, root: top });
      if (component?.['components'] !== undefined) visit(component['components'], top);
    }
  };
  visit(objectOf(objectOf(bom['metadata'])?.['component'])?.['components'], undefined);
  visit(bom['components'], undefined);
  return placed;
}

function subjectsAmong(placed: readonly Placed[]): readonly Placed[] {
  return placed.filter(({ component, root }) => {
    if (component === undefined || component !== root) return false;
    return component['type'] === 'container' || /^\d+:subject$/.test(refOf(component) ?? '');
  });
}

function isBelow(one: Placed, other: Placed): boolean {
  return one.root === other.component;
}

function subjectOf(
  named: JsonObject | undefined,
  placed: readonly Placed[],
  partial: ReadonlySet<string> | 'all',
): SbomSubject {
  const builder = new SubjectBuilder();
  const distros: Distro[] = [];
  for (const { component } of placed) {
    if (component === undefined) builder.addDamaged();
    else if (component['type'] === 'operating-system') distros.push(...distroOf(component));
    else if (isPackage(component)) builder.add(toldByComponent(component), refOf(component));
  }
  const name = textOf(named?.['name']);
  const own = named === undefined ? undefined : toldByComponent(named, true);
  // A library or program that the document is about is installed too; an image is not.
  if (own?.purl !== undefined && packageTypes.some((type) => type === parsePurl(own.purl!)?.type)) builder.add(own);
  const isPartial =
    partial === 'all' ||
    partial.has(refOf(named) ?? '') ||
    (named !== undefined && propertiesIn(named).get('plimsoll:complete')?.[0] === 'false');
  return builder.finish({ name, of: named && digestOf(named), distros, complete: !isPartial });
}

/** Whether it is to be counted when it has no purl. Trivy lists lock files and programs as applications: what they hold follows. */
function isPackage(component: JsonObject): boolean {
  if (textOf(component['purl']) !== undefined) return true;
  const type = component['type'];
  if (!PACKAGES.has(type as string | undefined)) return false;
  return !propertiesIn(component).has('aquasecurity:trivy:Type');
}

function distroOf(component: JsonObject): readonly Distro[] {
  const name = textOf(component['name']);
  if (name === undefined) return [];
  const properties = propertiesIn(component);
  // Syft writes what os-release says into properties.
  const word = (key: string) => properties.get(`syft:distro:${key}`)?.[0] || undefined;
  const version = word('versionID') ?? textOf(component['version']);
  return [ownDistro(word('id') ?? name, version, word('prettyName') ?? textOf(component['description']), properties)];
}

/** Of an image: in its purl, in the version as Syft has it, or in a reference as Trivy has it. Ours of an archive is the configuration's. */
function digestOf(component: JsonObject): Digest | undefined {
  const purl = parsePurl(textOf(component['purl']) ?? '');
  const properties = propertiesIn(component);
  const version = component['version'];
  const repoDigest = properties.get('aquasecurity:trivy:RepoDigest')?.[0];
  return (
    (purl?.type === 'oci' || purl?.type === 'docker' ? parseDigest(purl.version) : undefined) ??
    (properties.get('plimsoll:config-digest')?.[0] === version ? undefined : parseDigest(version)) ??
    parseDigest(repoDigest?.slice(repoDigest.lastIndexOf('@') + 1))
  );
}

/** Refs of subjects of which something is missing; a composition of other components, or of nothing named, concerns all. */
function partialRefs(bom: JsonObject, subjects: readonly (string | undefined)[]): ReadonlySet<string> | 'all' {
  const partial = new Set<string>();
  for (const composition of objectsOf(bom['compositions'])) {
    if (textOf(composition['aggregate'])?.startsWith('incomplete') !== true) continue;
    const named = textsOf(composition['assemblies']).filter((ref) => subjects.includes(ref));
    if (named.length === 0) return 'all';
    for (const ref of named) partial.add(ref);
  }
  return partial;
}

function dependenciesIn(bom: JsonObject): ReadonlyMap<string, readonly string[]> {
  const dependsOn = new Map<string, readonly string[]>();
  for (const dependency of objectsOf(bom['dependencies'])) {
    const ref = textOf(dependency['ref']);
    if (ref !== undefined) dependsOn.set(ref, textsOf(dependency['dependsOn']));
  }
  return dependsOn;
}

function refOfPlaced({ component }: Placed): string | undefined {
  return refOf(component);
}

function refOf(component: JsonObject | undefined): string | undefined {
  return textOf(component?.['bom-ref']);
}
