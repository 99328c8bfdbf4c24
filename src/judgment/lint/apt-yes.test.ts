import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { aptYes } from './apt-yes.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(aptYes, file(run)).map(([, text]) => text);

describe('apt-yes', () => {
  it.each([
    'apt-get install -y a',
    'apt-get -qq install a',
    'apt-get install a --assume-yes',
    'apt-get install -yq a',
    'apt-get install -q=2 a',
    'apt-get -q -q install a',
    'apt-get upgrade',
    'sudo apt-get install a',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apt-get install a', at: ['apt-get install'] },
    { run: 'apt-get -q install a', at: ['apt-get -q install'] },
    { run: '["apt-get", "install", "a"]', at: ['"apt-get", "install"'] },
    { run: 'x && a=b apt-get install --quiet c', at: ['apt-get install'] },
    { run: 'yes | apt-get install a', at: ['apt-get install'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'apt-get install a', after: 'apt-get install -y a' },
    {
      before: 'apt-get update \\\n  && apt-get install \\\n    a \\\n # c\n    b',
      after: 'apt-get update \\\n  && apt-get install -y \\\n    a \\\n # c\n    b',
    },
    { before: '["apt-get", "install", "a"]', after: '["apt-get", "install", "-y", "a"]' },
    { before: '<<EOF\napt-get install a\nEOF', after: '<<EOF\napt-get install -y a\nEOF' },
    {
      before: 'FROM debian:12\nONBUILD RUN apt-get install a; apt-get install b\n',
      after: 'FROM debian:12\nONBUILD RUN apt-get install -y a; apt-get install -y b\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(aptYes, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
