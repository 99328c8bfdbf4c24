import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { yumClean } from './yum-clean.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM centos:7\nRUN ${run}\n`);
const found = (run: string) => violations(yumClean, file(run)).map(([, text]) => text);

describe('yum-clean', () => {
  it.each([
    'yum install a && yum clean all',
    'yum install a; yum -y clean packages',
    'yum install a && rm -rf /var/cache/yum',
    'yum install a && rm -rf /var/cache/*',
    '--mount=type=cache,target=/var/cache/yum yum install a',
    'yum update -y',
    'yum makecache',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'yum install -y a', at: ['yum install'] },
    { run: 'yum clean all && yum -y install a', at: ['yum -y install'] },
    { run: 'yum install a && yum clean all && yum install b', at: ['yum install'] },
    { run: 'yum install a && rm -rf /tmp/x', at: ['yum install'] },
    { run: 'yum install a && dnf clean all', at: ['yum install'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'yum install -y a', after: 'yum install -y a && yum clean all' },
    {
      before: 'yum update -y \\\n && yum install -y a',
      after: 'yum update -y \\\n && yum install -y a \\\n && yum clean all',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(yumClean, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['yum install a || true'])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(yumClean, file(run))).toBe(file(run));
  });
});
