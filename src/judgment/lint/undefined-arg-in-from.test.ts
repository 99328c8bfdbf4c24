import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { undefinedArgInFrom } from './undefined-arg-in-from.ts';

const found = (text: string) => violations(undefinedArgInFrom, text).map(([line, place]) => [line, place]);

describe('undefined-arg-in-from', () => {
  it.each([
    { text: 'FROM a:$T\n', at: [[1, '$T']] },
    {
      text: `FROM --platform=$BUILDPLATFROM a:\${T:-1}\n`,
      at: [
        [1, '$BUILDPLATFROM'],
        [1, `\${T:-1}`],
      ],
    },
    { text: 'FROM a:1\nARG T=1\nFROM a:$T\n', at: [[3, '$T']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['ARG T\nFROM a:$T\n', 'FROM --platform=$BUILDPLATFORM a:$TARGETARCH\n', 'FROM a:1\n'])(
    'is silent about %j',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it('says what was probably meant', () => {
    expect(violations(undefinedArgInFrom, 'ARG VERSION=1\nFROM a:$VERSOIN\n')).toEqual([
      [2, '$VERSOIN', 'No ARG before the first FROM declares VERSOIN; did you mean VERSION?'],
    ]);
  });
});
