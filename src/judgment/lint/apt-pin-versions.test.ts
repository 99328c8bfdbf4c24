import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { aptPinVersions } from './apt-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(aptPinVersions, file(run)).map(([, text]) => text);

describe('apt-pin-versions', () => {
  it.each([
    'apt-get install a=1',
    'apt-get install -y a=1.* b/stable ./c.deb',
    'apt-get install -y -t stable a=1',
    'apt-get -o x=y install a=1',
    'apt-get install -y',
    'apt-get install -y a=$V',
    'apt-get remove a',
    'sudo apt-get install a',
    'apt-get install a-',
    'apt-get install -y --target-release=stable a=1',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apt-get install -y a', at: ['a'] },
    { run: 'apt-get install -y a b=1 c', at: ['a'] },
    { run: 'apt-get -qq install "$X"', at: ['"$X"'] },
    { run: 'a=b apt-get install linux-$(uname -r)', at: ['linux-$(uname -r)'] },
    { run: '["apt-get", "install", "a"]', at: ['"a"'] },
    { run: 'if a; then apt-get install b; fi', at: ['b'] },
    { run: '<<EOF\napt-get install a\nEOF', at: ['a'] },
    { run: 'apt-get update && apt-get install \\\n # c\n a \\\n b', at: ['a'] },
    { run: 'FROM debian:12\nONBUILD RUN apt-get install a\n', at: ['a'] },
    { run: 'apt-get install a && apt-get install b', at: ['a', 'b'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it('names the packages, and three at most', () => {
    const [violation] = violations(aptPinVersions, file('apt-get install e b=1 c a d'));
    expect(violation?.[2]).toBe('apt-get installs whatever version is current: e, c, a and 1 more');
  });

  it('is advice when told so', () => {
    expect(findings(aptPinVersions, file('apt-get install a')).map(({ level }) => level)).toEqual(['warning']);
    const advice = findings(aptPinVersions, file('apt-get install a'), { options: { advice: true } });
    expect(advice.map(({ level }) => level)).toEqual(['info']);
    expect(() => violations(aptPinVersions, file('x'), { options: { advice: 'yes' } })).toThrow('takes `advice`');
  });
});
