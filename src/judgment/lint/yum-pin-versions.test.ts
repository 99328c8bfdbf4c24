import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { yumPinVersions } from './yum-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM fedora:40\nRUN ${run}\n`);
const found = (run: string) => violations(yumPinVersions, file(run)).map(([, text]) => text);

describe('yum-pin-versions', () => {
  it.each([
    'yum install -y a-1.2',
    'yum install -y a-$V b-1.rpm https://x/c.rpm',
    'yum module install -y a:1/b',
    'yum install -y --enablerepo x a-1',
    'yum -y group install a',
    'yum update -y',
    'yum remove a',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'yum install -y a', at: ['a'] },
    { run: 'yum -y install a-1 b-devel', at: ['b-devel'] },
    { run: 'yum module install -y a', at: ['a'] },
    { run: 'yum install -y $X', at: ['$X'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
