import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellAndOrAsIf } from './shell-and-or-as-if.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellAndOrAsIf, file(run)).map(([, text]) => text);

describe('shell-and-or-as-if', () => {
  it.each([
    { run: 'a && b || c', at: ['c'] },
    { run: '[ -f x ] && y || z', at: ['z'] },
    { run: 'a && b && c || d', at: ['d'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'a || b && c',
    'a && b || true',
    'a && b || exit 1',
    'a && b || echo c',
    'a && X=1 || X=2',
    'if a && b || c; then d; fi',
    'a && b || c || d',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
