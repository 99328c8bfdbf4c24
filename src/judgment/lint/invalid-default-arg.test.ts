import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { invalidDefaultArg } from './invalid-default-arg.ts';

const found = (text: string) => violations(invalidDefaultArg, text).map(([line, place]) => [line, place]);

describe('invalid-default-arg', () => {
  it.each([
    { text: 'ARG T\nFROM a:$T\n', at: [[2, 'a:$T']] },
    { text: `ARG I\nFROM \${I}\n`, at: [[2, `\${I}`]] },
    { text: 'ARG T=""\nARG I=a:$T\nFROM $I\n', at: [[3, '$I']] },
    { text: 'ARG I=Debian\nFROM $I\n', at: [[2, '$I']] },
    { text: 'FROM {image}:1\n', at: [[1, '{image}:1']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'ARG T=1\nFROM a:$T\n',
    'ARG T=1\nARG T\nFROM a:$T\n',
    `ARG T\nFROM a:\${T:-1}\n`,
    'FROM a:$TARGETARCH\n',
    'ARG TARGETARCH\nFROM a:$TARGETARCH\n',
    'ARG B=base\nFROM scratch AS base\nFROM $B\n',
    'FROM reg.io:5000/a/b__c:1\n',
    'FROM a:1@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('says what becomes of the name', () => {
    expect(violations(invalidDefaultArg, 'ARG T\nFROM a:$T\n')).toEqual([
      [2, 'a:$T', 'Without --build-arg the name of the base image is a:'],
    ]);
  });
});
