import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { zypperClean } from './zypper-clean.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM opensuse/leap:15\nRUN ${run}\n`);
const found = (run: string) => violations(zypperClean, file(run)).map(([, text]) => text);

describe('zypper-clean', () => {
  it.each([
    'zypper in -y a && zypper clean',
    'zypper in -y a && zypper cc -a',
    'zypper in -y a && rm -rf /var/cache/zypp/*',
    '--mount=type=cache,target=/var/cache/zypp zypper in a',
    'zypper up',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'zypper in -y a', at: ['zypper in'] },
    { run: 'zypper clean && zypper -n install a', at: ['zypper -n install'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([{ before: 'zypper in -y a', after: 'zypper in -y a && zypper clean --all' }])(
    'mends $before',
    ({ before, after }) => {
      expect(fixed(zypperClean, file(before))).toBe(file(after));
      expect(found(after)).toEqual([]);
    },
  );
});
