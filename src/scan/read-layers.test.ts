import { expect, it } from 'vitest';
import { limits } from '../formats/bytes/limits.ts';
import { checkTotals } from './read-layers.ts';

it.each([
  ['bytes', { unpackedBytes: limits.outputBytes / 2 + 1, entries: 1 }, 'image/too-large'],
  ['entries', { unpackedBytes: 1, entries: limits.entries / 2 + 1 }, 'image/too-many-entries'],
])('two layers that keep the cap on %s each, and not together, are refused', (_, layer, code) => {
  expect(() => checkTotals([layer])).not.toThrow();
  expect(() => checkTotals([layer, layer])).toThrow(expect.objectContaining({ code }));
});
