import { baseLayersOf } from '../image/history.ts';
import { matchInventory } from '../knowledge/match/match.ts';
import { distroOf, type Inventory } from '../model/inventory.ts';
import type { BaseImage, SubjectReport } from '../model/report.ts';
import type { KnowledgeLookup } from '../ports/knowledge-lookup.ts';

/** Everything that knowledge says about an inventory. Without knowledge nothing is known, and the report says that too. */
export function judge(inventory: Inventory, knowledge: KnowledgeLookup | undefined): SubjectReport {
  const base = baseOf(inventory);
  if (knowledge === undefined) {
    return { inventory, endOfLife: null, base, vulnerabilities: [], undecided: [], diagnostics: [] };
  }
  const { vulnerabilities, undecided, diagnostics } = matchInventory(inventory, knowledge);
  return { inventory, endOfLife: endOfLifeOf(inventory, knowledge), base, vulnerabilities, undecided, diagnostics };
}

const BASE = 'org.opencontainers.image.base.';

/** The base by the image's own labels (OCI image-spec, annotations.md), its extent by the history. */
function baseOf({ config, layers }: Inventory): BaseImage | null {
  if (config === undefined) return null;
  const count = baseLayersOf(config.history, layers.length);
  const reference = config.labels[`${BASE}name`] ?? null;
  const digest = config.labels[`${BASE}digest`] ?? null;
  if (reference !== null || digest !== null) {
    return {
      reference,
      digest,
      layers: count ?? 0,
      certainty: 'label',
      reasons: [`label ${BASE}${reference === null ? 'digest' : 'name'}`],
    };
  }
  if (count === undefined) return null;
  return {
    reference,
    digest,
    layers: count,
    certainty: 'history',
    reasons: ['the history has a CMD or ENTRYPOINT that later layers follow'],
  };
}

/** endoflife.date's names of products, where they are not the distribution's id. */
const PRODUCTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpine: 'alpine-linux',
    amzn: 'amazon-linux',
    ol: 'oracle-linux',
    rocky: 'rocky-linux',
    'opensuse-leap': 'opensuse',
  }),
);

/** When the distribution's release ends. Debian's LTS counts: it is open to everybody; others' extended support is bought. */
function endOfLifeOf(inventory: Inventory, knowledge: KnowledgeLookup): string | boolean | null {
  const distro = distroOf(inventory);
  if (distro?.versionId === undefined) return null;
  const product = PRODUCTS.get(distro.id) ?? distro.id;
  const cycles = [...knowledge.lifecycles(product), ...knowledge.lifecycles(distro.id)];
  const parts = distro.versionId.split('.');
  for (let length = parts.length; length > 0; length--) {
    const version = parts.slice(0, length).join('.');
    const cycle = cycles.find((candidate) => candidate.cycle === version);
    if (cycle === undefined) continue;
    const extended = distro.id === 'debian' ? cycle.endOfExtendedSupport : undefined;
    return (typeof extended === 'string' ? extended : undefined) ?? cycle.endOfLife ?? null;
  }
  return null;
}
