import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellFindXargs } from './shell-find-xargs.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellFindXargs, file(run)).map(([, text]) => text);

describe('shell-find-xargs', () => {
  it.each([{ run: 'find . -name a | xargs rm', at: ['find'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['find . -print0 | xargs -0 rm', 'find . | xargs -0 rm', 'find . | sort | xargs rm', 'find . -exec rm {} +'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );
});
