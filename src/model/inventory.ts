import type { Diagnostic } from './diagnostic.ts';
import type { Distro } from './distro.ts';
import type { Finding } from './finding.ts';
import type { ImageConfig } from './image-config.ts';
import type { Layer } from './layer.ts';
import type { Package } from './package.ts';
import type { Source } from './source.ts';

/** All that is known of one image without any knowledge of flaws. Never holds a file list. */
export interface Inventory {
  readonly source: Source;
  readonly layers: readonly Layer[];
  /** `root` is `''` for the image itself, else the path of a root file system inside it. */
  readonly distros: readonly { readonly root: string; readonly distro: Distro }[];
  readonly config?: ImageConfig;
  readonly packages: readonly Package[];
  readonly findings: readonly Finding[];
  /** False when any layer is not `read`. */
  readonly complete: boolean;
  /** Reader id → version that made the facts. */
  readonly readers: Readonly<Record<string, number>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The distribution that the image is. */
export function distroOf(inventory: Pick<Inventory, 'distros'>): Distro | undefined {
  return inventory.distros.find(({ root }) => root === '')?.distro;
}
