import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { check } from './check.ts';
import { loadFamilies } from './families.ts';
import type { FromWorker, WorkerTask } from './fuzz.ts';
import { inputsOf } from './mutate.ts';
import { Progress } from './progress.ts';

setFlagsFromString('--expose-gc');
globalThis.gc = runInNewContext('gc') as typeof globalThis.gc;

/** One task after the other; the main thread ends this one when an input does not come to its end. */
parentPort!.on('message', (task: WorkerTask) => void work(task));

async function work({ folder, family: id, seed, from, to, endAt, memory }: WorkerTask): Promise<void> {
  const family = (await loadFamilies(folder)).find((candidate) => candidate.id === id)!;
  const inputs = inputsOf(family, seed);
  const progress = new Progress(memory);
  let index = from;
  for (; index < to && Date.now() < endAt; index++) {
    const bytes = inputs.at(index);
    progress.begin(index);
    const failure = await check(family, bytes);
    progress.rest();
    if (failure !== undefined) parentPort!.postMessage({ kind: 'failed', index, failure } satisfies FromWorker);
  }
  parentPort!.postMessage({ kind: 'done', index } satisfies FromWorker);
}
