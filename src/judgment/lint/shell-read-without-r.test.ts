import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellReadWithoutR } from './shell-read-without-r.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellReadWithoutR, file(run)).map(([, text]) => text);

describe('shell-read-without-r', () => {
  it.each([
    { run: 'read a', at: ['read'] },
    { run: 'while read a b; do x; done', at: ['read'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['read -r a', 'read -ra b'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ before: 'x | while read a; do y; done', after: 'x | while read -r a; do y; done' }])(
    'mends $before',
    ({ before, after }) => {
      expect(fixed(shellReadWithoutR, file(before))).toBe(file(after));
      expect(found(after)).toEqual([]);
    },
  );
});
