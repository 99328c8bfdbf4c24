import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelLicense } from './label-license.ts';

const more = { labelSchema: { a: 'spdx', b: 'text' } as const, strictLabels: true };
const found = (text: string) => violations(labelLicense, text, more).map(([line, place]) => [line, place]);

describe('label-license', () => {
  it.each([
    { text: 'FROM debian:12\nLABEL b=x a=mit\n', at: [[2, 'mit']] },
    { text: 'FROM debian:12\nLABEL b=x a=BSD\n', at: [[2, 'BSD']] },
    { text: 'FROM debian:12\nLABEL b=x a="Apache 2.0"\n', at: [[2, '"Apache 2.0"']] },
    { text: 'FROM debian:12\nLABEL b=x a="MIT, Apache-2.0"\n', at: [[2, '"MIT, Apache-2.0"']] },
    { text: 'FROM debian:12\nLABEL b=x a=NONE\n', at: [[2, 'NONE']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=MIT\n',
    'FROM debian:12\nLABEL a=BUSL-1.1\n',
    'FROM debian:12\nLABEL a="MIT OR Apache-2.0"\n',
    'FROM debian:12\nLABEL a="GPL-2.0-only WITH Classpath-exception-2.0"\n',
    'FROM debian:12\nLABEL a=$unknown b=x c=x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
