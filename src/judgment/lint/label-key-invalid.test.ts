import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelKeyInvalid } from './label-key-invalid.ts';

const found = (text: string) => violations(labelKeyInvalid, text).map(([line, place]) => [line, place]);

describe('label-key-invalid', () => {
  it.each([
    {
      text: 'FROM debian:12\nLABEL A=b a=c _d=e\n',
      at: [
        [2, 'A'],
        [2, '_d'],
      ],
    },
    { text: 'FROM debian:12\nLABEL "a b"=c\n', at: [[2, '"a b"']] },
    {
      text: 'FROM debian:12\nLABEL a--b=1 a..b=2 a.=3 1a=4 a@b=5 a_=6\n',
      at: [
        [2, 'a--b'],
        [2, 'a..b'],
        [2, 'a.'],
        [2, '1a'],
        [2, 'a@b'],
        [2, 'a_'],
      ],
    },
    {
      text: 'FROM debian:12\nLABEL com.docker.x=1 io.docker.x=2 org.dockerproject.x=3\n',
      at: [
        [2, 'com.docker.x'],
        [2, 'io.docker.x'],
        [2, 'org.dockerproject.x'],
      ],
    },
    { text: 'FROM debian:12\nLABEL A b\n', at: [[2, 'A']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=b a1=c a.b-c_d/e=f a__b=c com.docker=d "com.x"=e\n',
    'FROM debian:12\nLABEL $a=b\n',
    'FROM debian:12\nONBUILD LABEL A=b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
