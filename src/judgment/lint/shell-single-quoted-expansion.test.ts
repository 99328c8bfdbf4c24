import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellSingleQuotedExpansion } from './shell-single-quoted-expansion.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellSingleQuotedExpansion, file(run)).map(([, text]) => text);

describe('shell-single-quoted-expansion', () => {
  it.each([
    { run: "echo '$x'", at: ["'$x'"] },
    { run: "X='${a}/b'", at: ["'${a}/b'"] },
    { run: "sed 's/$x/y/' f", at: ["'s/$x/y/'"] },
    { run: "grep '`a`' f", at: ["'`a`'"] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    "awk '{print $1}' f",
    "sed '$d' f",
    "sh -c 'echo $x'",
    "echo '$'",
    "perl -e '$x'",
    "PS1='$w'",
    "find . -exec sh -c 'x $1' \\;",
    "trap 'x $y' EXIT",
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
