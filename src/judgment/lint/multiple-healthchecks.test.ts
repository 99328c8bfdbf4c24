import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { multipleHealthchecks } from './multiple-healthchecks.ts';

const found = (text: string) => violations(multipleHealthchecks, text).map(([line, place]) => [line, place]);

describe('multiple-healthchecks', () => {
  it.each([{ text: 'FROM debian:12\nHEALTHCHECK NONE\nHEALTHCHECK CMD a\n', at: [[3, 'HEALTHCHECK']] }])(
    'finds $at in $text',
    ({ text, at }) => {
      expect(found(text)).toEqual(at);
    },
  );

  it.each([
    'FROM debian:12\nHEALTHCHECK CMD a\nFROM debian:12\nHEALTHCHECK CMD b\n',
    'FROM debian:12 AS a\nHEALTHCHECK CMD a\nFROM a\nHEALTHCHECK CMD b\n',
    'FROM debian:12\nHEALTHCHECK CMD a\nONBUILD HEALTHCHECK CMD b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM debian:12\nHEALTHCHECK --interval=5s CMD a\nHEALTHCHECK CMD b\n',
      after: 'FROM debian:12\nHEALTHCHECK CMD b\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(multipleHealthchecks, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });
});
