import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellNeedlessEscape } from './shell-needless-escape.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellNeedlessEscape, file(run)).map(([, text]) => text);

describe('shell-needless-escape', () => {
  it.each([
    { run: 'echo \\a', at: ['\\a'] },
    { run: 'tr -d \\n', at: ['\\n'] },
    { run: 'x \\/', at: ['\\/'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x \\* \\$ \\" \\; \\( \\{ \\.', 'x \'\\n\' "\\n"', 'x ${A//\\//b}'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'echo \\a', codes: ['SC1001'] },
    { run: 'tr -d \\n', codes: ['SC1012'] },
    { run: 'x \\/', codes: ['SC1001'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellNeedlessEscape, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
