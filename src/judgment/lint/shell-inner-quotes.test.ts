import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellInnerQuotes } from './shell-inner-quotes.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellInnerQuotes, file(run)).map(([, text]) => text);

describe('shell-inner-quotes', () => {
  it.each([
    { run: 'echo "a "b" c"', at: ['b'] },
    { run: 'echo "x"$A"y"', at: ['$A'] },
    { run: "echo 'a'b'c'", at: ['b'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['echo "a"/"b"', 'echo "$a"b"$c"', 'echo "a" "b"', "echo 'it'\\''s'", 'echo "a=\\"b\\""'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'echo "a "b" c"', codes: ['SC2140'] },
    { run: 'echo "x"$A"y"', codes: ['SC2027'] },
    { run: "echo 'a'b'c'", codes: ['SC2026'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellInnerQuotes, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
