import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellCharacterClass } from './shell-character-class.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellCharacterClass, file(run)).map(([, text]) => text);

describe('shell-character-class', () => {
  it.each([
    { run: 'x [foo]', at: ['[foo]'] },
    { run: 'tr a-z A-Z', at: ['a-z', 'A-Z'] },
    { run: 'tr "[a-z]" b', at: ['"[a-z]"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x [a-z]* [a-zA-Z0-9]', 'tr "[:upper:]" "[:lower:]"', 'tr ab cd', '[[ $a = [foo] ]]'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'x [foo]', codes: ['SC2102'] },
    { run: 'tr a-z A-Z', codes: ['SC2018', 'SC2019'] },
    { run: 'tr "[a-z]" b', codes: ['SC2021'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellCharacterClass, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
