import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelSemver } from './label-semver.ts';

const more = { labelSchema: { a: 'semver', b: 'text' } as const, strictLabels: true };
const found = (text: string) => violations(labelSemver, text, more).map(([line, place]) => [line, place]);

describe('label-semver', () => {
  it.each([
    { text: 'FROM debian:12\nLABEL b=x a=1.2\n', at: [[2, '1.2']] },
    { text: 'FROM debian:12\nLABEL b=x a=v1.2.3\n', at: [[2, 'v1.2.3']] },
    { text: 'FROM debian:12\nLABEL b=x a=1.2.3.4\n', at: [[2, '1.2.3.4']] },
    { text: 'FROM debian:12\nLABEL b=x a=01.2.3\n', at: [[2, '01.2.3']] },
    { text: 'FROM debian:12\nLABEL b=x a=1.2.3-01\n', at: [[2, '1.2.3-01']] },
    { text: 'FROM debian:12\nLABEL b=x a=1.2.3-\n', at: [[2, '1.2.3-']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=1.2.3\n',
    'FROM debian:12\nLABEL a=1.2.3-rc.1+x\n',
    'FROM debian:12\nLABEL a=1.2.3--\n',
    'FROM debian:12\nLABEL a=$unknown b=x c=x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
