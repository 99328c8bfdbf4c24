import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Distro } from '../../model/distro.ts';
import { ecosystemOfPackage, registryNameOf } from '../../model/ecosystem.ts';
import { distroOf, type Inventory } from '../../model/inventory.ts';
import { isOsPackage, type Package } from '../../model/package.ts';
import type { KnowledgeLookup } from '../../ports/knowledge-lookup.ts';

/** What of the inventory nothing was or could be looked up for; one diagnostic for each cause, by code. */
export function diagnosticsOf(inventory: Inventory, knowledge: KnowledgeLookup): readonly Diagnostic[] {
  const distro = distroOf(inventory);
  const packages = inventory.packages.filter(({ visible }) => visible);
  return [
    ...unknownDistro(packages, distro),
    ...missingData(packages, distro, knowledge),
    ...withoutGroup(packages),
    ...thirdParty(packages),
  ].sort((a, b) => (`${a.code} ${a.message}` < `${b.code} ${b.message}` ? -1 : 1));
}

function unknownDistro(packages: readonly Package[], distro: Distro | undefined): readonly Diagnostic[] {
  const blind = distro === undefined ? packages.filter(isOsPackage) : [];
  if (blind.length === 0) return [];
  const message = `The image has no os-release, so its ${counted(blind)} of the operating system (${listed(blind)}) were not judged.`;
  return [{ code: 'knowledge/distro-unknown', severity: 'warning', message }];
}

function missingData(
  packages: readonly Package[],
  distro: Distro | undefined,
  knowledge: KnowledgeLookup,
): readonly Diagnostic[] {
  const missing = new Map<string, Package[]>();
  for (const pkg of packages) {
    if (isOsPackage(pkg) && distro === undefined) continue;
    const ecosystem = ecosystemOfPackage(pkg, distro);
    if (ecosystem !== undefined && knowledge.hasEcosystem(ecosystem)) continue;
    const name = ecosystem ?? `${pkg.type} packages of ${nameOfDistro(distro)}`;
    const blind = missing.get(name);
    if (blind === undefined) missing.set(name, [pkg]);
    else blind.push(pkg);
  }
  return [...missing].map(([name, blind]) => ({
    code: 'knowledge/no-data-for-release',
    severity: 'warning',
    message: `The knowledge holds nothing of ${name}, so ${counted(blind)} (${listed(blind)}) were not judged.`,
  }));
}

function withoutGroup(packages: readonly Package[]): readonly Diagnostic[] {
  const blind = packages.filter((pkg) => !isOsPackage(pkg) && registryNameOf(pkg) === undefined);
  if (blind.length === 0) return [];
  const message = `No group is known of ${counted(blind)} of maven (${listed(blind)}), so nothing could be looked up for them.`;
  return [{ code: 'knowledge/no-group', severity: 'warning', message }];
}

function thirdParty(packages: readonly Package[]): readonly Diagnostic[] {
  const blind = packages.filter((pkg) => isOsPackage(pkg) && pkg.vendor === 'third-party');
  if (blind.length === 0) return [];
  const message = `The distribution does not speak for ${counted(blind)} that somebody else built (${listed(blind)}).`;
  return [{ code: 'knowledge/third-party-package', severity: 'warning', message }];
}

function nameOfDistro(distro: Distro | undefined): string {
  return [distro?.id, distro?.versionId].filter(Boolean).join(' ');
}

function counted(packages: readonly Package[]): string {
  return packages.length === 1 ? '1 package' : `${packages.length} packages`;
}

const shown = 5;

function listed(packages: readonly Package[]): string {
  const names = [...new Set(packages.map(({ name }) => name))].sort();
  const more = names.length > shown ? ` and ${names.length - shown} more` : '';
  return names.slice(0, shown).join(', ') + more;
}
