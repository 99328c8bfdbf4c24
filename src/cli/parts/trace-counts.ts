import { readFileSync } from 'node:fs';
import type { Trace } from '../../ports/trace.ts';

/** Shown also when nothing was counted. */
const ALWAYS = ['workers', 'blobs', 'bytes', 'revisits', 'readers run'];

/** Counts what was done, and tells it as lines of name and value. */
export class TraceCounts implements Trace {
  readonly #counts = new Map(ALWAYS.map((name) => [name, 0]));

  add(name: string, value = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + value);
  }

  /** `chunks` are the loaded parts of the bundle, `packages` the npm packages whose code is in them. */
  lines(): string {
    const { chunks, packages } = loaded();
    const rows: (readonly [string, string | number])[] = [
      ...this.#counts,
      ['chunks', chunks.join(',') || '-'],
      ['packages', packages.join(',') || '-'],
      ['total ms', Math.round(performance.now())],
    ];
    return rows.map(([name, value]) => `${name} ${value}\n`).join('');
  }
}

/** Chunks announce themselves as they are loaded, and the build writes down what is in them; from source there are none. */
function loaded(): { chunks: string[]; packages: string[] } {
  const urls = (globalThis as { plimsollChunks?: readonly string[] }).plimsollChunks ?? [];
  const chunks = urls.map((url) => url.slice(url.lastIndexOf('/') + 1)).sort();
  try {
    const file = readFileSync(new URL('./chunks.json', urls[0]), 'utf8');
    const inside = JSON.parse(file) as Record<string, readonly string[]>;
    return { chunks, packages: [...new Set(chunks.flatMap((chunk) => inside[chunk] ?? []))].sort() };
  } catch {
    return { chunks, packages: [] };
  }
}
