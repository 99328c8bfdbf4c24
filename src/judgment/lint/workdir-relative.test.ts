import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { workdirRelative } from './workdir-relative.ts';

const found = (text: string) => violations(workdirRelative, text).map(([line, place]) => [line, place]);

describe('workdir-relative', () => {
  it.each([
    { text: 'FROM debian:12\nWORKDIR a\nWORKDIR b\n', at: [[2, 'a']] },
    { text: 'FROM debian:12\nARG W=a\nWORKDIR $W\n', at: [[3, '$W']] },
    { text: 'FROM debian:12 AS a\nWORKDIR /x\nFROM debian:12\nWORKDIR y\n', at: [[4, 'y']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nWORKDIR /a\nWORKDIR b\n',
    'FROM debian:12\nWORKDIR $unknown\n',
    'FROM debian:12 AS a\nWORKDIR /x\nFROM a\nWORKDIR y\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
