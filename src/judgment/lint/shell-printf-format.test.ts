import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellPrintfFormat } from './shell-printf-format.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellPrintfFormat, file(run)).map(([, text]) => text);

describe('shell-printf-format', () => {
  it.each([
    { run: 'printf "$A"', at: ['"$A"'] },
    { run: 'printf "a $B\\n"', at: ['"a $B\\n"'] },
    { run: 'printf "a" b', at: ['"a"'] },
    { run: "printf '%s %s' a", at: ["'%s %s'"] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['printf \'%s\' "$A"', "printf '%s\\n' a b c", 'printf a', 'printf \'%s %s\' "$@"'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'printf "$A"', codes: ['SC2059'] },
    { run: 'printf "a $B\\n"', codes: ['SC2059'] },
    { run: 'printf "a" b', codes: ['SC2182'] },
    { run: "printf '%s %s' a", codes: ['SC2183'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellPrintfFormat, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
