import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Origin } from '../../model/layer.ts';
import type { Package } from '../../model/package.ts';
import { formatPlatform } from '../../model/platform.ts';
import type { SubjectReport } from '../../model/report.ts';
import { compareDiagnostics } from './order.ts';

/** What the subject is called: the reference as typed, the directory, or the document. */
export function nameOf(inventory: Pick<Inventory, 'source'>): string {
  const { source } = inventory;
  switch (source.kind) {
    case 'image':
      return source.reference;
    case 'tree':
      return source.root;
    case 'sbom':
      return source.name ?? source.of ?? source.document;
  }
}

/** Bytes of the layers as stored; undefined when one is not known, or there are none. */
export function sizeOf(inventory: Pick<Inventory, 'layers'>): number | undefined {
  let sum = 0;
  for (const layer of inventory.layers) {
    if (layer.sizeBytes === undefined) return undefined;
    sum += layer.sizeBytes;
  }
  return inventory.layers.length === 0 ? undefined : sum;
}

/** Whether the package came with the base: told by the layer since which it is there. */
export function originOf(pkg: Pick<Package, 'introduced'>, inventory: Pick<Inventory, 'layers'>): Origin {
  return (pkg.introduced === undefined ? undefined : inventory.layers[pkg.introduced])?.origin ?? 'unknown';
}

/** `linux/amd64`, or undefined for what has no platform. */
export function platformOf(inventory: Pick<Inventory, 'source'>): string | undefined {
  return inventory.source.kind === 'image' ? formatPlatform(inventory.source.platform) : undefined;
}

/** Every diagnostic of the subject once, sorted: of the inventory, of layers read in part, of judging. */
export function diagnosticsOf(subject: SubjectReport): readonly Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  const add = (diagnostic: Diagnostic) =>
    seen.set([diagnostic.code, diagnostic.layer, diagnostic.path, diagnostic.message].join('\n'), diagnostic);
  subject.inventory.diagnostics.forEach(add);
  for (const { index, state } of subject.inventory.layers) {
    if (state.kind === 'partial') for (const diagnostic of state.diagnostics) add({ layer: index, ...diagnostic });
  }
  subject.diagnostics.forEach(add);
  return [...seen.values()].sort(compareDiagnostics);
}

/** Packages of the subject by their id. */
export function packagesById(subject: SubjectReport): ReadonlyMap<string, Package> {
  return new Map(subject.inventory.packages.map((pkg) => [pkg.id, pkg]));
}
