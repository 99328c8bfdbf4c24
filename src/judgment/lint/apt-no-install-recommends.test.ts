import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { aptNoInstallRecommends } from './apt-no-install-recommends.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(aptNoInstallRecommends, file(run)).map(([, text]) => text);

describe('apt-no-install-recommends', () => {
  it.each([
    'apt-get install --no-install-recommends a',
    'apt-get -y --no-install-recommends=true install a',
    'apt-get install -o APT::Install-Recommends=false a',
    'apt-get install -oAPT::Install-Recommends=0 a',
    'apt-get upgrade',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apt-get install -y a', at: ['apt-get install'] },
    { run: 'apt-get -y install a', at: ['apt-get -y install'] },
    { run: 'apt-get install -y --install-suggests a', at: ['apt-get install'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'apt-get -y install a', after: 'apt-get -y install --no-install-recommends a' },
    { before: '["apt-get", "install", "a"]', after: '["apt-get", "install", "--no-install-recommends", "a"]' },
    { before: 'apt-get install \\\n  -y \\\n  a', after: 'apt-get install --no-install-recommends \\\n  -y \\\n  a' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(aptNoInstallRecommends, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
