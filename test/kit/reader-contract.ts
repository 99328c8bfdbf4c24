import { describe, expect, it } from 'vitest';
import type { Cataloger, Reader } from '../../src/model/reader.ts';
import { type Cataloged, catalogFiles, type Files, readFiles } from './catalog.ts';

/** One example of a file that the reader understands: the contract suite cuts it, flips it and repeats it. */
export interface Example {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly companions?: Files;
}

/** Claims that hold for every cataloger: it never throws past its door, is deterministic, and bounded. */
export function describeCataloger<F>(cataloger: Cataloger<F>, examples: readonly Example[]): void {
  describe(`${cataloger.id} keeps the contract of catalogers`, () => {
    it('has an id, a version and selectors with caps', () => {
      expect(cataloger.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(cataloger.version).toBeGreaterThan(0);
      for (const selector of cataloger.selects) expect(selector.maxBytes).toBeGreaterThan(0);
    });
    for (const { path, bytes, companions } of examples) {
      it(`reads ${path} the same way twice and yields plain facts`, () => {
        const files = { ...companions, [path]: bytes };
        const first = catalogFiles(cataloger, files);
        expect(first.facts.length).toBeGreaterThan(0);
        expect(comparable(catalogFiles(cataloger, files))).toEqual(comparable(first));
      });
      it(`${path} empty, cut, flipped or garbage ends in facts or notes, never in a throw`, () => {
        for (const hostile of hostileTwins(bytes)) {
          const started = performance.now();
          catalogFiles(cataloger, { ...companions, [path]: hostile });
          expect(performance.now() - started).toBeLessThan(5000);
        }
      });
    }
  });
}

/** Same claims for a reader without packages. */
export function describeReader<F>(reader: Reader<F>, examples: readonly Example[]): void {
  describeCataloger({ ...reader, packages: () => [] }, examples);
  it(`${reader.id} reads its example`, () => {
    for (const { path, bytes } of examples) expect(readFiles(reader, { [path]: bytes }).facts).not.toEqual([]);
  });
}

/** Functions cannot be compared: recorded digests are asked for instead. */
function comparable<F>(cataloged: Cataloged<F>): unknown {
  const owned = cataloged.owned.map(({ digestOf, ...rest }) => ({
    ...rest,
    digests: rest.paths.map((path) => digestOf?.(path)),
  }));
  return { ...cataloged, owned };
}

function* hostileTwins(bytes: Uint8Array): Iterable<Uint8Array> {
  yield new Uint8Array(0);
  yield new Uint8Array(4096);
  yield new Uint8Array(10 << 20).fill(0x41);
  yield new TextEncoder().encode('\n'.repeat(10_000));
  const cuts = Math.min(bytes.length, 64);
  for (let i = 1; i < cuts; i++) yield bytes.subarray(0, Math.floor((bytes.length * i) / cuts));
  let seed = 12345;
  for (let i = 0; i < 64; i++) {
    const twin = bytes.slice();
    for (let k = 0; k < 4; k++) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      if (twin.length > 0) twin[seed % twin.length] = seed >>> 24;
    }
    yield twin;
  }
}
