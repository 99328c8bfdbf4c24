import { limits } from '../formats/bytes/limits.ts';
import type { LayerReaders } from '../ports/layer-reader.ts';
import type { Trace } from '../ports/trace.ts';

/** Workers that cost nothing, not even their code, until the first layer must be read. Each has a process of its own when `isolated`. */
export function lazyPool(size: number, isolated: boolean, trace: Trace): LayerReaders {
  let pool: Promise<LayerReaders> | undefined;
  const start = () => {
    pool ??= (async () => {
      const [{ LayerWorkerPool }, start] = await Promise.all([
        import('../io/workers/layer-worker-pool.ts'),
        isolated
          ? import('../io/workers/process-lane.ts').then(({ processLane }) => processLane)
          : import('../io/workers/thread-lane.ts').then(({ threadLane }) => threadLane),
      ]);
      return new LayerWorkerPool({ start, script: workerScript(), limits, size, trace });
    })();
    return pool;
  };
  return {
    parallel: size,
    read: async (...args) => (await start()).read(...args),
    hash: async (...args) => (await start()).hash(...args),
    extract: async (...args) => (await start()).extract(...args),
    assemble: async (...args) => (await start()).assemble(...args),
    walk: async (...args) => (await start()).walk(...args),
    close: async () => (await pool)?.close(),
  };
}

/** The bundle's worker lies beside its chunks; from source it is the module itself. */
function workerScript(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './layer-worker.ts' : './layer-worker.js', import.meta.url);
}
