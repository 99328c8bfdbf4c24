import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelTime } from './label-time.ts';

const more = { labelSchema: { a: 'rfc3339', b: 'text' } as const, strictLabels: true };
const found = (text: string) => violations(labelTime, text, more).map(([line, place]) => [line, place]);

describe('label-time', () => {
  it.each([
    { text: 'FROM debian:12\nLABEL b=x a=2020-01-01\n', at: [[2, '2020-01-01']] },
    { text: 'FROM debian:12\nLABEL b=x a=2020-01-01T00:00:00\n', at: [[2, '2020-01-01T00:00:00']] },
    { text: 'FROM debian:12\nLABEL b=x a="2020-01-01 00:00:00Z"\n', at: [[2, '"2020-01-01 00:00:00Z"']] },
    { text: 'FROM debian:12\nLABEL b=x a=2021-02-29T00:00:00Z\n', at: [[2, '2021-02-29T00:00:00Z']] },
    { text: 'FROM debian:12\nLABEL b=x a=2020-13-01T00:00:00Z\n', at: [[2, '2020-13-01T00:00:00Z']] },
    { text: 'FROM debian:12\nLABEL b=x a=2020-01-01T24:00:00Z\n', at: [[2, '2020-01-01T24:00:00Z']] },
    { text: 'FROM debian:12\nLABEL b=x a=2020-01-01T00:00:00+0100\n', at: [[2, '2020-01-01T00:00:00+0100']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=2020-01-01T00:00:00Z\n',
    'FROM debian:12\nLABEL a=2020-02-29T23:59:60.123+01:00\n',
    'FROM debian:12\nLABEL a=2020-01-01t00:00:00z\n',
    'FROM debian:12\nLABEL a=$unknown b=x c=x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
