import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { dnfClean } from './dnf-clean.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM fedora:40\nRUN ${run}\n`);
const found = (run: string) => violations(dnfClean, file(run)).map(([, text]) => text);

describe('dnf-clean', () => {
  it.each([
    'dnf install a && dnf clean all',
    'microdnf install a && microdnf clean all',
    'dnf install a && rm -fr /var/cache/dnf/*',
    '--mount=type=cache,target=/var/cache/libdnf5 dnf install a',
    'dnf update',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'dnf -y install a', at: ['dnf -y install'] },
    { run: 'dnf upgrade -y', at: ['dnf upgrade'] },
    { run: 'dnf install a && microdnf clean all', at: ['dnf install'] },
    { run: 'microdnf reinstall a', at: ['microdnf reinstall'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'microdnf install a', after: 'microdnf install a && microdnf clean all' },
    { before: 'set -e; dnf install a', after: 'set -e; dnf install a; dnf clean all' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(dnfClean, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
