import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { noDistUpgrade } from './no-dist-upgrade.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(noDistUpgrade, file(run)).map(([, text]) => text);

describe('no-dist-upgrade', () => {
  it.each(['apt-get upgrade', 'zypper dup', 'apt-get install dist-upgrade'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apt-get -y dist-upgrade', at: ['apt-get -y dist-upgrade'] },
    { run: 'apt full-upgrade', at: ['apt full-upgrade'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
