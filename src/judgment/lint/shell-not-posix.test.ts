import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellNotPosix } from './shell-not-posix.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellNotPosix, file(run)).map(([, text]) => text);

describe('shell-not-posix', () => {
  it.each([
    { run: '[[ a = b ]]', at: ['[[ a = b ]]'] },
    { run: '[ a == b ]', at: ['=='] },
    { run: 'echo -e a', at: ['-e'] },
    { run: 'source a', at: ['source'] },
    { run: 'set -o pipefail', at: ['pipefail'] },
    { run: 'X=(1)', at: ['X=(1)'] },
    { run: 'x ${A[0]} ${A/b/c}', at: ['${A[0]}', '${A/b/c}'] },
    { run: 'x <<<y', at: ['<<<y'] },
    { run: 'x &>y', at: ['&>y'] },
    { run: 'x {a,b}', at: ['{'] },
    { run: 'function f { x; }', at: ['function f { x; }'] },
    { run: 'local a=1', at: ['local a=1'] },
    { run: 'read -p a b', at: ['-p'] },
    { run: 'echo $RANDOM', at: ['$RANDOM'] },
    { run: 'x <(y)', at: ['<(y)'] },
    { run: "x $'a'", at: ["$'a'"] },
    { run: '((a=1))', at: ['((a=1))'] },
    { run: 'pushd a', at: ['pushd a'] },
    { run: 'trap x ERR', at: ['ERR'] },
    { run: '[ -v a ]', at: ['-v'] },
    {
      run: 'for ((i=0;i<1;i++)); do x; done',
      at: ['for ((i=0;i<1;i++)); do x; done', 'for ((i=0;i<1;i++)); do x; done'],
    },
    { run: 'FROM a\nSHELL ["/bin/ash", "-c"]\nRUN echo -e a', at: ['-e'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'echo a',
    '[ a = b ]',
    'set -eu',
    'x 2>&1',
    'command -v x',
    'x >"$A"',
    'FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN [[ a == b ]]',
    'FROM a\n# hadolint shell=bash\nRUN [[ a == b ]]',
    'FROM a AS b\nSHELL ["bash", "-c"]\nFROM b\nRUN [[ a == b ]]',
    'FROM a\nSHELL ["/bin/ash", "-c"]\nRUN echo -n a; f() { local b; }',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: '[[ a = b ]]', codes: ['SC3010'] },
    { run: '[ a == b ]', codes: ['SC3014'] },
    { run: 'echo -e a', codes: ['SC3037'] },
    { run: 'source a', codes: ['SC3046'] },
    { run: 'set -o pipefail', codes: ['SC3040'] },
    { run: 'X=(1)', codes: ['SC3030'] },
    { run: 'x ${A[0]} ${A/b/c}', codes: ['SC3054', 'SC3060'] },
    { run: 'x <<<y', codes: ['SC3011'] },
    { run: 'x &>y', codes: ['SC3020'] },
    { run: 'x {a,b}', codes: ['SC3009'] },
    { run: 'function f { x; }', codes: ['SC2113'] },
    { run: 'local a=1', codes: ['SC3043'] },
    { run: 'read -p a b', codes: ['SC3045'] },
    { run: 'echo $RANDOM', codes: ['SC3028'] },
    { run: 'x <(y)', codes: ['SC3001'] },
    { run: "x $'a'", codes: ['SC3003'] },
    { run: '((a=1))', codes: ['SC3006'] },
    { run: 'pushd a', codes: ['SC3044'] },
    { run: 'trap x ERR', codes: ['SC3047'] },
    { run: '[ -v a ]', codes: ['SC3016'] },
    { run: 'for ((i=0;i<1;i++)); do x; done', codes: ['SC3005', 'SC3018'] },
    { run: 'FROM a\nSHELL ["/bin/ash", "-c"]\nRUN echo -e a', codes: ['SC3036'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellNotPosix, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
