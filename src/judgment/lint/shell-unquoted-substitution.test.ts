import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellUnquotedSubstitution } from './shell-unquoted-substitution.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUnquotedSubstitution, file(run)).map(([, text]) => text);

describe('shell-unquoted-substitution', () => {
  it.each([
    { run: 'x $(y)', at: ['$(y)'] },
    { run: 'x `y`', at: ['`y`'] },
    { run: 'kill $(cat x) $(y)', at: ['$(cat x)', '$(y)'] },
    { run: '[ $(x) = y ]', at: ['$(x)'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x "$(y)"', 'A=$(x)', 'for i in $(x); do y; done', 'x $(seq 1 2)', '$(x) y', '[[ $(x) = y ]]'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { before: 'x -$(uname -s).gz', after: 'x -"$(uname -s)".gz' },
    { before: 'make -j $(nproc)', after: 'make -j "$(nproc)"' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(shellUnquotedSubstitution, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['apt-get install -y $(cat x)', 'chmod +x $(find . -name x)'])('leaves %j to its author', (run) => {
    expect(fixed(shellUnquotedSubstitution, file(run))).toBe(file(run));
  });
});
