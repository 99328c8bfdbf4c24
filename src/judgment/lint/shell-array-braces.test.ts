import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellArrayBraces } from './shell-array-braces.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellArrayBraces, file(run)).map(([, text]) => text);

describe('shell-array-braces', () => {
  it.each([
    { run: 'echo $a[1]', at: ['$a'] },
    { run: 'echo "$a[@]"', at: ['$a'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['echo "${a[1]}"', 'echo "$a [1]"', 'echo $a[b/c]'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
