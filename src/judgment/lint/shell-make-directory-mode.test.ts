import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellMakeDirectoryMode } from './shell-make-directory-mode.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellMakeDirectoryMode, file(run)).map(([, text]) => text);

describe('shell-make-directory-mode', () => {
  it.each([
    { run: 'mkdir -p -m 700 a/b', at: ['mkdir'] },
    { run: 'mkdir --parents --mode=0700 /a/b', at: ['mkdir'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['mkdir -m 700 a/b', 'mkdir -p -m 700 a', 'mkdir -p a/b'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
