import { describe, expect, it } from 'vitest';
import { findings } from '../../../test/kit/lint.ts';
import { baseEndOfLife } from './base-end-of-life.ts';

const told = (endOfLife: string | boolean | undefined) =>
  findings(baseEndOfLife, 'FROM debian:10\nFROM debian:10', {
    base: (reference) => (reference === 'debian:10' && endOfLife !== undefined ? { endOfLife } : undefined),
    now: new Date('2026-01-01'),
  }).map(({ level, message }) => `${level}: ${message}`);

describe('base-end-of-life', () => {
  it.each([
    ['2025-12-31', ['warning: debian:10 has had no support since 2025-12-31']],
    ['2026-03-01', ['info: Support of debian:10 ends on 2026-03-01']],
    ['2026-06-01', []],
    [true, ['warning: debian:10 is not supported any more']],
    [false, []],
    [undefined, []],
  ])('%j', (endOfLife, expected) => expect(told(endOfLife)).toEqual(expected));
});
