import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellCdAndBack } from './shell-cd-and-back.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellCdAndBack, file(run)).map(([, text]) => text);

describe('shell-cd-and-back', () => {
  it.each([
    { run: 'cd a; x; cd ..', at: ['cd ..'] },
    { run: 'cd a; cd -', at: ['cd -'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['cd a && x && cd ..', 'cd a; x', 'cd ..; x; cd ..', 'set -e; cd a; x; cd ..'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );
});
