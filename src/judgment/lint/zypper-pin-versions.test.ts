import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { zypperPinVersions } from './zypper-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM opensuse/leap:15\nRUN ${run}\n`);
const found = (run: string) => violations(zypperPinVersions, file(run)).map(([, text]) => text);

describe('zypper-pin-versions', () => {
  it.each(['zypper in -y a=1', 'zypper install -y "a>=1" b.rpm', 'zypper -n --root x in --from y a=1', 'zypper rm a'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'zypper in -y a', at: ['a'] },
    { run: 'zypper -n install a=1 b', at: ['b'] },
    { run: 'zypper install -y $X', at: ['$X'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
