import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { zypperYes } from './zypper-yes.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM opensuse/leap:15\nRUN ${run}\n`);
const found = (run: string) => violations(zypperYes, file(run)).map(([, text]) => text);

describe('zypper-yes', () => {
  it.each([
    'zypper -n in a',
    'zypper install -y a',
    'zypper --non-interactive patch',
    'zypper in --no-confirm a',
    'zypper update',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'zypper in a', at: ['zypper in'] },
    { run: 'zypper rm a', at: ['zypper rm'] },
    { run: 'zypper patch', at: ['zypper patch'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([{ before: 'zypper in a && zypper rm b', after: 'zypper in -y a && zypper rm -y b' }])(
    'mends $before',
    ({ before, after }) => {
      expect(fixed(zypperYes, file(before))).toBe(file(after));
      expect(found(after)).toEqual([]);
    },
  );
});
