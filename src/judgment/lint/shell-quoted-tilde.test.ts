import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellQuotedTilde } from './shell-quoted-tilde.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellQuotedTilde, file(run)).map(([, text]) => text);

describe('shell-quoted-tilde', () => {
  it.each([
    { run: 'x "~/a"', at: ['"~/a"'] },
    { run: "x '~/a'", at: ["'~/a'"] },
    { run: 'export X="~/a"', at: ['X="~/a"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x ~/a', 'x "a~/b"', 'x "~"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ before: 'x "~/a"', after: 'x "$HOME/a"' }])('mends $before', ({ before, after }) => {
    expect(fixed(shellQuotedTilde, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
