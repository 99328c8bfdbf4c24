import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { workdirAbsolute } from './workdir-absolute.ts';

const found = (text: string) => violations(workdirAbsolute, text).map(([line, place]) => [line, place]);

describe('workdir-absolute', () => {
  it.each([
    { text: 'FROM debian:12\nWORKDIR foo\n', at: [[2, 'foo']] },
    { text: 'FROM debian:12\nWORKDIR "foo"\n', at: [[2, '"foo"']] },
    { text: 'FROM debian:12\nWORKDIR ./\n', at: [[2, './']] },
    { text: 'FROM debian:12\nWORKDIR a/$b\n', at: [[2, 'a/$b']] },
    { text: 'FROM debian:12\nWORKDIR ~/a\n', at: [[2, '~/a']] },
    { text: 'FROM debian:12\nWORKDIR a b\n', at: [[2, 'a b']] },
    {
      text: 'FROM debian:12\nWORKDIR a\nWORKDIR /b\nWORKDIR c\n',
      at: [
        [2, 'a'],
        [4, 'c'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nWORKDIR /a\n',
    "FROM debian:12\nWORKDIR '/a'\n",
    'FROM debian:12\nWORKDIR $a\n',
    `FROM debian:12\nWORKDIR "\${a}/b"\n`,
    'FROM debian:12\nWORKDIR c:\\foo\n',
    'FROM debian:12\nWORKDIR C:/foo\n',
    '# escape=`\nFROM windows:1\nWORKDIR \\foo\n',
    'FROM debian:12\nONBUILD WORKDIR a\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    { before: 'FROM debian:12\nWORKDIR foo\n', after: 'FROM debian:12\nWORKDIR /foo\n' },
    { before: 'FROM debian:12\nWORKDIR "foo"\n', after: 'FROM debian:12\nWORKDIR "/foo"\n' },
    { before: 'FROM debian:12\nWORKDIR /a/b\nWORKDIR ./c\n', after: 'FROM debian:12\nWORKDIR /a/b\nWORKDIR /a/b/c\n' },
    {
      before: 'FROM debian:12 AS a\nWORKDIR /x\nFROM a\nWORKDIR y\nWORKDIR z\n',
      after: 'FROM debian:12 AS a\nWORKDIR /x\nFROM a\nWORKDIR /x/y\nWORKDIR /x/y/z\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(workdirAbsolute, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each([
    'FROM debian:12\nWORKDIR $a\nWORKDIR b\n',
    'FROM debian:12\nWORKDIR ..\n',
    'FROM debian:12\nWORKDIR ../a\n',
  ])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(workdirAbsolute, text)).toBe(text);
  });
});
