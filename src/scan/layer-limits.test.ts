import { expect, it } from 'vitest';
import { limits } from '../formats/bytes/limits.ts';
import { overLimits } from './layer-limits.ts';

it.each([
  ['bytes', { unpackedBytes: limits.outputBytes / 2 + 1, entries: 1 }, 'image/too-large'],
  ['entries', { unpackedBytes: 1, entries: limits.entries / 2 + 1 }, 'image/too-many-entries'],
])('the limit of %s holds for all layers together', (_, half, code) => {
  expect(overLimits([half])).toBe(undefined);
  expect(overLimits([half, half])?.code).toBe(code);
});
