import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { zypperDistUpgrade } from './zypper-dist-upgrade.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM opensuse/leap:15\nRUN ${run}\n`);
const found = (run: string) => violations(zypperDistUpgrade, file(run)).map(([, text]) => text);

describe('zypper-dist-upgrade', () => {
  it.each(['zypper up', 'zypper in a'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'zypper dup', at: ['zypper dup'] },
    { run: 'zypper -n dist-upgrade', at: ['zypper -n dist-upgrade'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
