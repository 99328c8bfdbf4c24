import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellKeywordAsWord } from './shell-keyword-as-word.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellKeywordAsWord, file(run)).map(([, text]) => text);

describe('shell-keyword-as-word', () => {
  it.each([
    { run: 'echo done', at: ['done'] },
    { run: 'for i in a; do x; done; y fi', at: ['fi'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['echo "done"', 'x doing', 'if x; then y; fi'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
