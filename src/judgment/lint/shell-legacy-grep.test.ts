import { describe, expect, it } from 'vitest';
import { findings, fixed, violations } from '../../../test/kit/lint.ts';
import { shellLegacyGrep } from './shell-legacy-grep.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLegacyGrep, file(run)).map(([, text]) => text);

describe('shell-legacy-grep', () => {
  it.each([
    { run: 'egrep a b', at: ['egrep'] },
    { run: 'x | fgrep b', at: ['fgrep'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['grep -E a', 'x egrep'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'egrep a b', codes: ['SC2196'] },
    { run: 'x | fgrep b', codes: ['SC2197'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellLegacyGrep, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });

  it.each([
    { before: 'egrep -q a b', after: 'grep -E -q a b' },
    { before: 'fgrep a b', after: 'grep -F a b' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(shellLegacyGrep, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
