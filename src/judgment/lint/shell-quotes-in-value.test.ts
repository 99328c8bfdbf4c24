import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellQuotesInValue } from './shell-quotes-in-value.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellQuotesInValue, file(run)).map(([, text]) => text);

describe('shell-quotes-in-value', () => {
  it.each([{ run: 'A="-x \'b c\'"; y $A', at: ['A="-x \'b c\'"', '$A'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['A="b c"; y $A', 'A="\'b\'"; y "$A"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ run: 'A="-x \'b c\'"; y $A', codes: ['SC2089', 'SC2090'] }])(
    'knows the cases of $run',
    ({ run, codes }) => {
      const named = findings(shellQuotesInValue, file(run)).flatMap(({ aliases }) => aliases);
      expect(named).toEqual(expect.arrayContaining(codes));
    },
  );
});
