import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { dnfYes } from './dnf-yes.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM fedora:40\nRUN ${run}\n`);
const found = (run: string) => violations(dnfYes, file(run)).map(([, text]) => text);

describe('dnf-yes', () => {
  it.each(['dnf install -y a', 'dnf --assumeyes install a', 'dnf install a -y', 'dnf update', 'dnf remove a'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'dnf install a', at: ['dnf install'] },
    { run: 'dnf -q groupinstall a', at: ['dnf -q groupinstall'] },
    { run: 'dnf localinstall a.rpm', at: ['dnf localinstall'] },
    { run: 'microdnf install a', at: ['microdnf install'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'dnf install a', after: 'dnf install -y a' },
    { before: 'dnf groupinstall \\\n  a && dnf install b', after: 'dnf groupinstall -y \\\n  a && dnf install -y b' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(dnfYes, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
