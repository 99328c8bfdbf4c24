import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Digest } from '../../../model/digest.ts';
import type { Distro } from '../../../model/distro.ts';
import { isOsPackage, type Package, type PackageId, packageIdOf, packageTypes } from '../../../model/package.ts';
import { type Purl, parsePurl } from '../../../model/parse-purl.ts';
import type { SbomSubject } from '../../../model/sbom.ts';
import { qualifiedDistro } from './distros.ts';
import { identityOf } from './identity.ts';
import { mergePackages } from './merge-packages.ts';
import { Tally } from './tally.ts';
import type { Told } from './told.ts';
import { sourceOf } from './upstream.ts';
import { vendorOf } from './vendors.ts';

interface Item {
  readonly purl: Purl | undefined;
  readonly told: Told;
  readonly key: string | undefined;
}

/** What the document says of a subject as a whole. */
export interface SubjectFacts {
  readonly name?: string | undefined;
  readonly of?: Digest | undefined;
  /** One for each operating system that the document names. */
  readonly distros?: readonly Distro[];
  readonly complete?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Gathers the components of one subject, in any order, and makes packages of them when all are known. */
export class SubjectBuilder {
  readonly #items: Item[] = [];
  readonly #tally = new Tally();

  /** `key` is what other parts of the document call the component. */
  add(told: Told, key?: string): void {
    const purl = told.purl === undefined ? undefined : parsePurl(told.purl);
    const isKnown = purl === undefined || packageTypes.some((type) => type === purl.type);
    if (told.purl !== undefined && purl === undefined && told.type === undefined) this.#tally.unreadable(told.purl);
    else if (!isKnown && told.type === undefined) this.#tally.unsupported(purl.type);
    else if (purl === undefined && told.type === undefined) this.#tally.withoutPurl(told.name);
    else this.#items.push({ purl: isKnown ? purl : undefined, told, key });
  }

  /** A component that is no component at all. */
  addDamaged(): void {
    this.#tally.damaged();
  }

  /** A kind of package that is not read, told by the format's own word for it. */
  addUnsupported(type: string): void {
    this.#tally.unsupported(type);
  }

  finish({ name, of, distros = [], complete = true, diagnostics = [] }: SubjectFacts): SbomSubject {
    const distro = this.#distroOf(distros);
    const owners = new Map<string, PackageId>();
    const built: { pkg: Package; ownerKey: string | undefined }[] = [];
    for (const { purl, told, key } of this.#items) {
      const pkg = packageOf(purl, told, distro);
      if (pkg === undefined) {
        this.#tally.withoutPurl(told.name);
        continue;
      }
      if (key !== undefined && isOsPackage(pkg)) owners.set(key, pkg.id);
      built.push({ pkg, ownerKey: told.ownerKey });
    }
    const packages = built.map(({ pkg, ownerKey }) => {
      const owner = pkg.owner ?? (ownerKey === undefined ? undefined : owners.get(ownerKey));
      // As the fold of an image does it: an OS package has no owner, and the owner is part of the id.
      if (owner === undefined || owner === pkg.id || isOsPackage(pkg)) return pkg;
      return { ...pkg, id: `${pkg.id}#${owner}`, owner };
    });
    return {
      ...(name !== undefined && { name }),
      ...(of !== undefined && { of }),
      ...(distro !== undefined && { distro }),
      packages: mergePackages(packages),
      complete: complete && !this.#tally.isLossy,
      diagnostics: [...diagnostics, ...this.#tally.diagnostics()],
    };
  }

  /** What the document names, else what all its purls agree on. Two different ones leave it open: a wrong release is a wrong answer. */
  #distroOf(named: readonly Distro[]): Distro | undefined {
    const candidates = new Map(named.map((distro) => [nameOf(distro), distro]));
    if (candidates.size === 0) {
      const qualifiers = new Map<string, Distro>();
      for (const { purl } of this.#items) {
        const text = purl?.qualifiers.get('distro');
        if (purl === undefined || text === undefined || !['apk', 'deb', 'rpm'].includes(purl.type)) continue;
        const key = `${text}\n${purl.namespace}`;
        const known = qualifiers.get(key) ?? qualifiedDistro(text, purl.namespace);
        if (known === undefined) continue;
        qualifiers.set(key, known);
        candidates.set(nameOf(known), known);
      }
    }
    if (candidates.size > 1) this.#tally.disagreeing([...candidates.keys()]);
    return candidates.size === 1 ? [...candidates.values()][0] : undefined;
  }
}

function nameOf({ id, versionId, codename }: Distro): string {
  return [id, versionId ?? codename].filter(Boolean).join(' ');
}

function packageOf(purl: Purl | undefined, told: Told, distro: Distro | undefined): Package | undefined {
  const identity = identityOf(purl, told);
  if (identity === undefined) return undefined;
  const isOs = isOsPackage(identity);
  const source = told.source ?? (isOs ? sourceOf(identity.type, purl?.qualifiers.get('upstream')) : undefined);
  // What has no purl lies in the distribution that the document names.
  const isBare = purl === undefined && isOs && identity.namespace === undefined && distro !== undefined;
  const named = isBare ? { ...identity, namespace: distro.id } : identity;
  const { type, namespace, name, version, arch, module } = named;
  return {
    id: packageIdOf(named),
    type,
    ...(namespace !== undefined && { namespace }),
    name,
    version,
    ...(arch !== undefined && { arch }),
    ...(source !== undefined && { source }),
    vendor: vendorOf(type, version, source === undefined ? told : { ...told, source }, distro),
    ...(module !== undefined && { module }),
    relation: told.relation ?? 'unknown',
    ...(told.dev !== undefined && { dev: told.dev }),
    licenses: told.licenses.length < 2 ? told.licenses : [...new Set(told.licenses)].sort(),
    locations: told.locations,
    ...(told.owner !== undefined && { owner: told.owner }),
    ...(told.overwritten !== undefined && { overwritten: told.overwritten }),
    visible: told.visible ?? true,
  };
}
