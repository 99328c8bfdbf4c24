import { afterEach, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/formats/bytes/limits.ts';
import type { StartLane } from '../../src/io/workers/lane.ts';
import { LayerWorkerPool } from '../../src/io/workers/layer-worker-pool.ts';
import { processLane } from '../../src/io/workers/process-lane.ts';
import { threadLane } from '../../src/io/workers/thread-lane.ts';
import { readerKeyOf } from '../../src/model/reader.ts';
import type { LayerResult } from '../../src/ports/layer-reader.ts';
import { hostileReaders } from '../kit/hostile-readers.ts';
import { image } from '../kit/image.ts';

const FILE_MS = 700;
const pools: LayerWorkerPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function poolOf(start: StartLane, memoryBytes = 700 << 20): LayerWorkerPool {
  const script = new URL('../kit/hostile-worker.ts', import.meta.url);
  const limits = { ...defaultLimits, fileMs: FILE_MS, memoryBytes };
  const pool = new LayerWorkerPool({ start, script, limits, size: 1, trace: { add() {} } });
  pools.push(pool);
  return pool;
}

async function read(pool: LayerWorkerPool, twin: string) {
  const files = { 'a/before.txt': 'before', [`a/${twin}.txt`]: 'hostile', 'b/after.txt': 'after' };
  const [layer] = image().layer(files).build().layers;
  const started = performance.now();
  const result = await pool.read(
    async function* () {
      yield new Uint8Array(layer!.blob);
    },
    hostileReaders.map(readerKeyOf),
    new AbortController().signal,
  );
  return { result, ms: performance.now() - started };
}

function factsOf(result: LayerResult, reader: string): unknown {
  const found = result.facts.find((facts) => facts.reader === `${reader}@1`)!;
  return JSON.parse(Buffer.from(found.bytes).toString());
}

const lanes = [
  ['a thread', threadLane],
  ['a process', processLane],
] as const;

describe.each(lanes)('in %s', (kind, start) => {
  const twins = ['endless-loop', 'regex-bomb', ...(kind === 'a process' ? ['giant-split', 'many-buffers'] : [])];

  it.each(twins)('%s costs its own facts alone, and no more than its limit', async (twin) => {
    const pool = poolOf(start);
    await read(pool, 'nothing');
    const { result, ms } = await read(pool, twin);
    expect(ms).toBeLessThan(FILE_MS + 2000);
    expect(factsOf(result, 'witness')).toEqual([
      ['a/before.txt', 'before'],
      [`a/${twin}.txt`, 'hostile'],
      ['b/after.txt', 'after'],
    ]);
    expect(factsOf(result, twin)).toEqual([]);
    expect(result.diagnostics).toMatchObject([
      { reader: `${twin}@1`, diagnostic: { severity: 'error', path: `a/${twin}.txt` } },
    ]);
    expect(result.diagnostics[0]!.diagnostic.code).toMatch(/^contents\/reader-(?:given-up|failed)$/);
    expect(result.diagnostics[0]!.diagnostic.message).toMatch(/not scanned|could not read/);
  });

  it('a gigabyte of notes is cut to what a report can hold', async () => {
    const { result } = await read(poolOf(start, 2 * 2 ** 30), 'many-notes');
    const notes = result.diagnostics.map(({ diagnostic }) => diagnostic);
    expect(notes.length).toBeLessThanOrEqual(defaultLimits.diagnostics + 1);
    expect(JSON.stringify(notes).length).toBeLessThan(8 << 20);
    expect(notes.at(-1)).toMatchObject({ code: 'image/diagnostics-dropped' });
  });

  it('facts that no string can hold are no facts', async () => {
    const { result } = await read(poolOf(start, 4 * 2 ** 30), 'huge-fact');
    expect(factsOf(result, 'huge-fact')).toEqual([]);
    expect(result.diagnostics.map(({ diagnostic }) => diagnostic.code)).toContain('contents/reader-failed');
    expect(factsOf(result, 'witness')).toHaveLength(3);
  });
});

it('a reader that is lost on every file is given up for the rest of the layer', async () => {
  const names = Array.from({ length: 8 }, (_, at) => `${at}/endless-loop.txt`);
  const [layer] = image()
    .layer(Object.fromEntries(names.map((name) => [name, 'x'])))
    .build().layers;
  const started = performance.now();
  const result = await poolOf(threadLane).read(
    async function* () {
      yield new Uint8Array(layer!.blob);
    },
    hostileReaders.map(readerKeyOf),
    new AbortController().signal,
  );
  expect(performance.now() - started).toBeLessThan(3 * FILE_MS + 3000);
  expect(result.diagnostics.map(({ diagnostic }) => diagnostic.path)).toEqual(names);
  expect(result.givenUp).toBe(8);
  expect(factsOf(result, 'witness')).toHaveLength(8);
});

it('a process that reads layers knows no variable of the environment and may start nothing', async () => {
  const { environmentOf } = await import('../kit/curious-worker.ts');
  expect(await environmentOf(processLane)).toEqual({ variables: 0, mayWrite: false, mayStart: false });
});
