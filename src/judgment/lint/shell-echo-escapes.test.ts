import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellEchoEscapes } from './shell-echo-escapes.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellEchoEscapes, file(run)).map(([, text]) => text);

describe('shell-echo-escapes', () => {
  it.each([
    { run: 'echo "a\\nb" >f', at: ['"a\\nb"'] },
    { run: "echo 'a\\tb'", at: ["'a\\tb'"] },
    { run: 'echo a\\\\nb', at: ['a\\\\nb'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['echo -e "a\\nb"', 'printf "a\\n"', 'echo a\\nb', 'echo "a\\d"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
