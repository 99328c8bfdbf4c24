import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../bench/fuzz/check.ts';
import { loadFamilies } from '../../bench/fuzz/families.ts';
import { Fuzzer } from '../../bench/fuzz/fuzz.ts';
import { savedInputs } from '../../bench/fuzz/saved.ts';

const families = await loadFamilies();
const SEED = 20_260_101;
/** All families together stay below a minute; `bench/fuzz/run.ts` is for more. */
const MS_FOR_ALL = 45_000;
const maxMs = Math.floor(MS_FOR_ALL / families.length);

const fuzzer = new Fuzzer();
// The thread takes a while to load every parser, which is not the first family's time.
beforeAll(() => fuzzer.fuzz(families[0]!.id, { seed: SEED, inputs: 1, maxMs: 60_000 }));
afterAll(() => fuzzer.close());

describe('mutants and cuts of well-formed inputs end in an answer or a refusal', () => {
  it.each(families.map(({ id }) => id))('%s', { timeout: 60_000 }, async (id) => {
    const { failures, inputs } = await fuzzer.fuzz(id, { seed: SEED, inputs: 3000, maxMs });
    expect(failures).toEqual([]);
    expect(inputs).toBeGreaterThan(0);
  });
});

describe('inputs that failed once', () => {
  const saved = families.flatMap((family) => savedInputs(family.id).map((input) => ({ family, ...input })));

  it.each(saved.map((input) => ({ ...input, title: `${input.family.id}/${input.file}` })))(
    '$title',
    async ({ family, bytes }) => {
      expect(await check(family, bytes)).toBeUndefined();
    },
  );
});

it.each(families.map((family) => ({ family, id: family.id })))('the seeds of $id are read', async ({ family }) => {
  for (const seed of family.seeds()) expect(await check(family, seed)).toBeUndefined();
});
