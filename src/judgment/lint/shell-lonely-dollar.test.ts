import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellLonelyDollar } from './shell-lonely-dollar.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLonelyDollar, file(run)).map(([, text]) => text);

describe('shell-lonely-dollar', () => {
  it.each([
    { run: 'echo a$', at: ['$'] },
    { run: 'echo "$ a"', at: ['$'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['echo "$a"', "echo '$'", 'echo \\$'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
