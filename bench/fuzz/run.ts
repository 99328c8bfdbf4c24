/**
 * Fuzzing of every parser of foreign bytes, each input made from (family, seed number, index) alone.
 *
 *     node bench/fuzz/run.ts --family elf --inputs 200000 --seed 7
 *     node bench/fuzz/run.ts --family elf --seed 7 --index 4711     (one input again)
 *     node bench/fuzz/run.ts --save DIR --figures FILE              (all families)
 *
 * Ends with exit code 1 when an input failed. `--save` writes one input of each way to fail, made smaller.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { check, type Failure } from './check.ts';
import { loadFamilies } from './families.ts';
import type { Family } from './family.ts';
import { Fuzzer, type FuzzResult } from './fuzz.ts';
import { minimize } from './minimize.ts';
import { inputsOf } from './mutate.ts';
import { saveInput } from './saved.ts';

const { values } = parseArgs({
  options: {
    family: { type: 'string', multiple: true },
    inputs: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
    index: { type: 'string' },
    save: { type: 'string' },
    figures: { type: 'string' },
  },
});
const seed = Number(values.seed);
const all = await loadFamilies();
const chosen = values.family === undefined ? all : all.filter(({ id }) => values.family!.includes(id));
if (chosen.length === 0) throw new Error(`the families are ${all.map(({ id }) => id).join(', ')}`);

const fuzzer = new Fuzzer();
if (values.index === undefined) for (const family of chosen) await runFamily(family);
else for (const family of chosen) console.log(await check(family, inputsOf(family, seed).at(Number(values.index))));
await fuzzer.close();

async function runFamily(family: Family): Promise<void> {
  const result = await fuzzer.fuzz(family.id, {
    seed,
    inputs: Number(values.inputs),
    maxMs: Number(values.seconds) * 1000,
  });
  const ways = new Map<string, { index: number; failure: Failure; count: number }>();
  for (const { index, failure } of result.failures) {
    const known = ways.get(failure.what);
    if (known === undefined) ways.set(failure.what, { index, failure, count: 1 });
    else known.count++;
  }
  console.log(
    `${family.id}: seed ${seed}, ${result.inputs} inputs, ${result.seconds.toFixed(0)} s, ${result.failures.length} failed in ${ways.size} ways`,
  );
  for (const { index, failure, count } of ways.values()) {
    console.log(`  ${failure.kind}: ${failure.what}; ${count} times, first at --index ${index}`);
    if (values.save !== undefined) await save(family, index, failure, values.save);
  }
  if (values.figures !== undefined) writeFigures(values.figures, family, result, ways.size);
  if (result.failures.length > 0) process.exitCode = 1;
}

async function save(family: Family, index: number, failure: Failure, to: string): Promise<void> {
  const bytes = inputsOf(family, seed).at(index);
  const small =
    failure.kind === 'throws' && !failure.what.startsWith('ends') ? await minimize(family, bytes, failure) : bytes;
  console.log(`  saved ${saveInput(to, family.id, `${seed}-${index}`, small, failure)}`);
}

/** A row of the table in docs/reliability.md. */
function writeFigures(file: string, family: Family, { inputs, seconds, failures }: FuzzResult, ways: number): void {
  const cells = [family.id, inputs.toLocaleString('en-US'), seconds.toFixed(0), failures.length, ways];
  appendFileSync(
    file,
    `| ${cells.join(' | ')} | \`node bench/fuzz/run.ts --family ${family.id} --inputs ${values.inputs} --seed ${seed}\` |\n`,
  );
}
