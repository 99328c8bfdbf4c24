import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { dnfPinVersions } from './dnf-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM fedora:40\nRUN ${run}\n`);
const found = (run: string) => violations(dnfPinVersions, file(run)).map(([, text]) => text);

describe('dnf-pin-versions', () => {
  it.each([
    'dnf install -y a-1.2',
    'dnf install -y a-$V b-1.rpm https://x/c.rpm',
    'dnf module install -y a:1/b',
    'dnf install -y --enablerepo x a-1',
    'dnf -y group install a',
    'dnf update -y',
    'dnf remove a',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'dnf install -y a', at: ['a'] },
    { run: 'dnf -y install a-1 b-devel', at: ['b-devel'] },
    { run: 'dnf module install -y a', at: ['a'] },
    { run: 'dnf install -y $X', at: ['$X'] },
    { run: 'microdnf install -y a', at: ['a'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
