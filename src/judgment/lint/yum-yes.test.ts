import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { yumYes } from './yum-yes.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM fedora:40\nRUN ${run}\n`);
const found = (run: string) => violations(yumYes, file(run)).map(([, text]) => text);

describe('yum-yes', () => {
  it.each(['yum install -y a', 'yum --assumeyes install a', 'yum install a -y', 'yum update', 'yum remove a'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'yum install a', at: ['yum install'] },
    { run: 'yum -q groupinstall a', at: ['yum -q groupinstall'] },
    { run: 'yum localinstall a.rpm', at: ['yum localinstall'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'yum install a', after: 'yum install -y a' },
    { before: 'yum groupinstall \\\n  a && yum install b', after: 'yum groupinstall -y \\\n  a && yum install -y b' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(yumYes, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
