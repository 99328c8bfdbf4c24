import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadFamilies } from '../../bench/fuzz/families.ts';
import { Fuzzer } from '../../bench/fuzz/fuzz.ts';
import { minimize } from '../../bench/fuzz/minimize.ts';
import { inputsOf } from '../../bench/fuzz/mutate.ts';

const folder = join(import.meta.dirname, 'broken-families');
const fuzzer = new Fuzzer();
afterAll(() => fuzzer.close());

describe('the harness finds', () => {
  it.each([
    ['throws', 'throws'],
    ['hangs', 'hangs'],
    ['slow', 'slow'],
    ['memory', 'memory'],
    ['differs', 'differs'],
    ['changes-its-input', 'changes-its-input'],
    ['looks-outside', 'differs'],
    ['speaks', 'speaks'],
  ] as const)('a parser that is broken: %s', { timeout: 60_000 }, async (family, kind) => {
    // The cuts come first, every other one: the one of three bytes is the seventh.
    const { failures } = await fuzzer.fuzz(family, {
      seed: 1,
      inputs: 8,
      maxMs: 50_000,
      hangMs: kind === 'hangs' ? 3000 : 30_000,
      folder,
    });
    expect(failures.map(({ failure }) => failure.kind)).toContain(kind);
  });

  it('nothing in a parser that is sound', async () => {
    const { failures, inputs } = await fuzzer.fuzz('sound', { seed: 1, inputs: 500, maxMs: 20_000, folder });
    expect({ failures, inputs }).toEqual({ failures: [], inputs: 500 });
  });
});

it('an input is the same for the same family, seed number and index', async () => {
  const [family] = await loadFamilies();
  const [one, other] = [inputsOf(family!, 7), inputsOf(family!, 7)];
  for (const index of [999, 3, 50_001, 3]) expect(one.at(index)).toEqual(other.at(index));
  expect(inputsOf(family!, 8).at(50_001)).not.toEqual(one.at(50_001));
});

it('every cut of a small seed is an input', async () => {
  const sound = (await loadFamilies(folder)).find(({ id }) => id === 'sound')!;
  const inputs = inputsOf(sound, 1);
  const cuts = Array.from({ length: 9 }, (_, index) => Buffer.from(inputs.at(2 * index)).toString());
  expect(cuts).toEqual(['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh']);
});

it('a failing input is made smaller and fails all the same', async () => {
  const family = (await loadFamilies(folder)).find(({ id }) => id === 'throws')!;
  const picky = { ...family, run: (bytes: Uint8Array) => family.run(bytes.includes(0x78) ? new Uint8Array(3) : bytes) };
  const failure = { kind: 'throws', what: 'TypeError: three ()' } as const;
  expect(await minimize(picky, Buffer.from('a long text with an x in it'), failure)).toHaveLength(1);
});
