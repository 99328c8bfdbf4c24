import type { Random } from '../random.ts';
import { numberFor, writeNumber } from './bytes.ts';
import type { Mutator } from './mutator.ts';

/** Fields by signature: offset and width (PKWARE APPNOTE 6.3.10, §4.3). */
const RECORDS = {
  'PK\x01\x02': [
    [8, 2],
    [10, 2],
    [20, 4],
    [24, 4],
    [28, 2],
    [30, 2],
    [32, 2],
    [42, 4],
  ],
  'PK\x03\x04': [
    [6, 2],
    [8, 2],
    [18, 4],
    [22, 4],
    [26, 2],
    [28, 2],
  ],
  'PK\x05\x06': [
    [8, 2],
    [10, 2],
    [12, 4],
    [16, 4],
    [20, 2],
  ],
  'PK\x06\x06': [
    [4, 8],
    [24, 8],
    [32, 8],
    [40, 8],
    [48, 8],
  ],
  'PK\x06\x07': [
    [8, 8],
    [16, 4],
  ],
} as const;

/** A size, count or offset of a record that lies. */
const lyingRecord: Mutator = (bytes, random) => {
  const [signature, fields] = random.pick(Object.entries(RECORDS));
  const places = placesOf(bytes, signature);
  if (places.length === 0) return bytes;
  const [offset, width] = random.pick<readonly [number, 2 | 4 | 8]>(fields);
  const at = random.pick(places) + offset;
  if (at + width <= bytes.length) writeNumber(bytes, at, width, valueFor(bytes, random), true);
  return bytes;
};

/** Two entries of the directory point to one file: the way of overlapping bombs. */
const sharedFile: Mutator = (bytes, random) => {
  const places = placesOf(bytes, 'PK\x01\x02').filter((at) => at + 46 <= bytes.length);
  if (places.length < 2) return bytes;
  bytes.copy(bytes, random.pick(places) + 42, random.pick(places) + 42, places[0]! + 46);
  return bytes;
};

/** The whole archive again, behind itself or in front: two directories. */
const twice: Mutator = (bytes, random, seeds) => {
  const other = Buffer.from(random.pick(seeds));
  return Buffer.concat(random.below(2) === 0 ? [bytes, other] : [other, bytes]);
};

function valueFor(bytes: Buffer, random: Random): bigint {
  const places = placesOf(bytes, random.pick(Object.keys(RECORDS)));
  return places.length > 0 && random.below(3) === 0 ? BigInt(random.pick(places)) : numberFor(bytes.length, random);
}

function placesOf(bytes: Buffer, signature: string): readonly number[] {
  const places: number[] = [];
  for (
    let at = bytes.indexOf(signature, 0, 'latin1');
    at >= 0 && places.length < 64;
    at = bytes.indexOf(signature, at + 1, 'latin1')
  )
    places.push(at);
  return places;
}

export const zipMutators: readonly Mutator[] = [lyingRecord, lyingRecord, sharedFile, twice];
