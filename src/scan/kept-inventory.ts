import { instructionsOf } from '../image/history.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Subject } from './subject.ts';

/**
 * The inventory without what the image's configuration says: environment and history may hold secrets, and every scan reads the
 * configuration anew, so it need not lie in the cache.
 */
export function forKeeping({ config: _, ...inventory }: Inventory): Inventory {
  return { ...inventory, layers: inventory.layers.map(({ instruction: __, ...layer }) => layer) };
}

/** A kept inventory with what the configuration says. */
export function restored(kept: Inventory, { source, config, diagnostics }: Subject): Inventory {
  const instructions = instructionsOf(config.history, kept.layers.length);
  return {
    ...kept,
    source,
    config,
    layers: kept.layers.map((layer, index) => {
      const instruction = instructions[index];
      return instruction === undefined ? layer : { ...layer, instruction };
    }),
    diagnostics: [...kept.diagnostics, ...diagnostics],
  };
}
