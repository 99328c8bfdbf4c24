import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelMissing } from './label-missing.ts';

const more = { labelSchema: { a: 'text', b: 'url' } as const, strictLabels: true };
const found = (text: string) => violations(labelMissing, text, more).map(([line, place]) => [line, place]);

describe('label-missing', () => {
  it.each([
    { text: 'FROM debian:12\nLABEL a=x\n', at: [[1, 'debian:12']] },
    { text: 'FROM x:1 AS s\nLABEL a=1\nFROM s\nLABEL b=1\n', at: [[1, 'x:1']] },
    {
      text: 'FROM x:1\n',
      at: [
        [1, 'x:1'],
        [1, 'x:1'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=x b=y\n',
    'FROM x:1 AS s\nFROM y:1\nLABEL a=1 b=2\nCOPY --from=s a /b\n',
    'FROM x:1 AS s\nLABEL a=1 b=2\nFROM s\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('names the label, and asks for none without a schema', () => {
    expect(violations(labelMissing, 'FROM x:1\nLABEL a=1\n', more)).toEqual([[1, 'x:1', 'The label b is missing']]);
    expect(violations(labelMissing, 'FROM x:1\n')).toEqual([]);
  });
});
