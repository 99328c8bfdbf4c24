import type { LayerReaders } from '../ports/layer-reader.ts';
import type { Trace } from '../ports/trace.ts';

/** Worker threads that cost nothing, not even their code, until the first layer must be read. */
export function lazyPool(size: number, trace: Trace): LayerReaders {
  let pool: Promise<LayerReaders> | undefined;
  const started = () => {
    pool ??= import('../io/workers/layer-worker-pool.ts').then(
      ({ LayerWorkerPool }) => new LayerWorkerPool({ script: workerScript(), size, trace }),
    );
    return pool;
  };
  return {
    parallel: size,
    read: async (...args) => (await started()).read(...args),
    hash: async (...args) => (await started()).hash(...args),
    extract: async (...args) => (await started()).extract(...args),
    assemble: async (...args) => (await started()).assemble(...args),
    walk: async (...args) => (await started()).walk(...args),
    close: async () => (await pool)?.close(),
  };
}

/** The bundle's worker lies beside its chunks; from source it is the module itself. */
function workerScript(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './layer-worker.ts' : './layer-worker.js', import.meta.url);
}
