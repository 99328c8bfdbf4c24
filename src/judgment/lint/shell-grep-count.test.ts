import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellGrepCount } from './shell-grep-count.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellGrepCount, file(run)).map(([, text]) => text);

describe('shell-grep-count', () => {
  it.each([{ run: 'grep a b | wc -l', at: ['grep'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['grep -c a b', 'grep a b | wc -c', 'grep -o a b | wc -l'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
