import fc from 'fast-check';
import { expect, it } from 'vitest';
import { affectedOf } from '../../../test/kit/knowledge.ts';
import { schemeOf } from '../../formats/versions/index.ts';
import type { VersionEvent } from '../../model/knowledge.ts';
import { placeOf } from './ranges.ts';

const deb = schemeOf('deb');

function placeIn(version: string, events: string): string {
  return placeOf(version, affectedOf('debian:12 x', events).ranges[0]!, deb).at;
}

it.each([
  ['1', '0 <2', 'inside'],
  ['2', '0 <2', 'above'],
  ['0~~', '0 <2', 'inside'],
  ['2', '0 <=2', 'inside'],
  ['3', '0 <=2', 'above'],
  ['1', '2 <3', 'below'],
  ['3', '1 <2 3 <4', 'inside'],
  ['2', '1 <2 3 <4', 'above'],
  ['9', '1', 'inside'],
  ['9', '0 !*', 'inside'],
  ['2', '0 !2', 'above'],
  // Only version 2; as Alpine says "never".
  ['2', '2 <=2', 'inside'],
  ['3', '2 <=2', 'above'],
  ['1', '0 <0', 'above'],
  // One interval ends where the next begins.
  ['2', '0 <2 2 <3', 'inside'],
  ['2', '0 <2 4 <5 2 <3', 'inside'],
  ['4', '4 <5 0 <3', 'inside'],
  ['1', '4 <5 0 <3', 'inside'],
  // The two readings part, or agree by chance.
  ['3', '<2 1', 'unknown'],
  ['1', '<2 1', 'inside'],
  ['0', '<2 1', 'below'],
  ['5', '4 <2', 'unknown'],
  ['3', '4 <2', 'below'],
  ['1', '0 <2 <3', 'inside'],
  ['2', '0 <3 <2', 'unknown'],
  // A bound that cannot be read hides one side only.
  ['1', '0 <_', 'unknown'],
  ['1', '2 <_', 'below'],
  ['3', '2 <_', 'unknown'],
  ['3', '_ <2', 'above'],
  ['1', '_ <2', 'unknown'],
  ['2', '_ <=2', 'unknown'],
  ['3', '_', 'unknown'],
  ['1', '0 <2 3 <_', 'inside'],
  ['2', '0 <2 3 <_', 'above'],
  ['4', '0 <2 3 <_', 'unknown'],
  ['1', '', 'below'],
])('%s in "%s": %s', (version, events, place) => {
  expect(placeIn(version, events)).toBe(place);
});

it('agrees with a brute-force reading on small whole versions', () => {
  const bound = fc.integer({ min: 0, max: 6 }).map(String);
  const event: fc.Arbitrary<VersionEvent> = fc.oneof(
    bound.map((introduced) => ({ introduced })),
    bound.map((fixed) => ({ fixed })),
    bound.map((lastAffected) => ({ lastAffected })),
    bound.map((limit) => ({ limit })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 6 }), fc.integer({ min: 1, max: 7 }), (events, version) => {
      const written = isHit(version, events);
      const sorted = isHit(version, sweepOrder(events));
      const expected = written === sorted ? (written ? 'inside' : 'outside') : 'unknown';
      const { at } = placeOf(String(version), { events }, deb);
      expect(at === 'below' || at === 'above' ? 'outside' : at).toBe(expected);
    }),
    { numRuns: 5000 },
  );
});

/** One version at a time: every opening event looks for the next closing one. */
function isHit(version: number, events: readonly VersionEvent[]): boolean {
  return events.some((opening, at) => {
    if (!('introduced' in opening) || Number(opening.introduced) > version) return false;
    const closing = events.slice(at).find((event) => !('introduced' in event));
    if (closing === undefined) return true;
    if ('fixed' in closing) return version < Number(closing.fixed);
    if ('limit' in closing) return version < Number(closing.limit);
    return 'lastAffected' in closing && closing.lastAffected !== '0' && version <= Number(closing.lastAffected);
  });
}

/** Version by version; at each the closing events go first when something is open, else the opening ones. */
function sweepOrder(events: readonly VersionEvent[]): readonly VersionEvent[] {
  const order: VersionEvent[] = [];
  const numberOf = (event: VersionEvent) => Number(Object.values(event)[0]);
  for (let version = 0; version <= 6; version++) {
    const here = events.filter((event) => numberOf(event) === version);
    const last = order.at(-1);
    const isOpen = last !== undefined && 'introduced' in last;
    const opening = here.filter((event) => 'introduced' in event);
    const closing = here.filter((event) => !('introduced' in event));
    order.push(...(isOpen ? [...closing, ...opening] : [...opening, ...closing]));
  }
  return order;
}
