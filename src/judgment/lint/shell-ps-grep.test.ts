import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellPsGrep } from './shell-ps-grep.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellPsGrep, file(run)).map(([, text]) => text);

describe('shell-ps-grep', () => {
  it.each([{ run: 'ps aux | grep x', at: ['ps'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['ps aux | awk x', 'ps -p 1 | grep x', 'pgrep x'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
