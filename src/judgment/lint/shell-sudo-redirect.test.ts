import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellSudoRedirect } from './shell-sudo-redirect.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellSudoRedirect, file(run)).map(([, text]) => text);

describe('shell-sudo-redirect', () => {
  it.each([
    { run: 'sudo x > y', at: ['> y'] },
    { run: 'sudo x >> y', at: ['>> y'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x > y', 'sudo x | tee y', 'sudo x > /dev/null', 'sudo x 2>&1'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
