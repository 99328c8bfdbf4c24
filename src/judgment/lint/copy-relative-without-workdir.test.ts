import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { copyRelativeWithoutWorkdir } from './copy-relative-without-workdir.ts';

const found = (text: string) => violations(copyRelativeWithoutWorkdir, text).map(([line, place]) => [line, place]);

describe('copy-relative-without-workdir', () => {
  it.each([
    {
      text: 'FROM debian:12\nCOPY a b\nCOPY c .\n',
      at: [
        [2, 'b'],
        [3, '.'],
      ],
    },
    { text: 'FROM debian:12\nCOPY ["a", "b"]\n', at: [[2, '"b"']] },
    { text: 'FROM debian:12\nCOPY a b/$c\nWORKDIR /x\n', at: [[2, 'b/$c']] },
    { text: 'FROM a:1 AS x\nWORKDIR /x\nFROM a:1\nCOPY a b\n', at: [[4, 'b']] },
    { text: 'FROM debian:12\nCOPY <<EOF b\nx\nEOF\n', at: [[2, 'b']] },
    { text: 'FROM debian:12\nONBUILD WORKDIR /x\nCOPY a b\n', at: [[3, 'b']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nWORKDIR x\nCOPY a b\n',
    'FROM a:1 AS X\nWORKDIR /x\nFROM x AS y\nFROM y\nCOPY a b\n',
    'FROM debian:12\nCOPY a /b\n',
    'FROM debian:12\nCOPY a "/b"\n',
    'FROM debian:12\nCOPY a $b\n',
    'FROM debian:12\nCOPY a c:\\b\n',
    'FROM debian:12\nADD a.tar b\n',
    'FROM debian:12\nONBUILD COPY a b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
