import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelHash } from './label-hash.ts';

const more = { labelSchema: { a: 'hash', b: 'text' } as const, strictLabels: true };
const found = (text: string) => violations(labelHash, text, more).map(([line, place]) => [line, place]);

describe('label-hash', () => {
  it.each([
    { text: 'FROM debian:12\nLABEL b=x a=abcdef\n', at: [[2, 'abcdef']] },
    { text: 'FROM debian:12\nLABEL b=x a=ABCDEF1\n', at: [[2, 'ABCDEF1']] },
    { text: 'FROM debian:12\nLABEL b=x a=abcdef12\n', at: [[2, 'abcdef12']] },
    {
      text: 'FROM debian:12\nLABEL b=x a=012345678901234567890123456789\n',
      at: [[2, '012345678901234567890123456789']],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=abcdef1\n',
    'FROM debian:12\nLABEL a=0123456789012345678901234567890123456789\n',
    'FROM debian:12\nLABEL a=0123456701234567012345670123456701234567012345670123456701234567\n',
    'FROM debian:12\nLABEL a=$unknown b=x c=x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
