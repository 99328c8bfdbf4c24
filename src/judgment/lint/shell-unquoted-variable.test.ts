import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellUnquotedVariable } from './shell-unquoted-variable.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUnquotedVariable, file(run)).map(([, text]) => text);

describe('shell-unquoted-variable', () => {
  it.each([
    { run: 'rm -r $dir', at: ['$dir'] },
    { run: 'cp $FROM $TO', at: ['$FROM', '$TO'] },
    { run: 'x >$LOG', at: ['$LOG'] },
    { run: '[ -n $A ]', at: ['$A'] },
    { run: 'A=$(x) && y $A', at: ['$A'] },
    { run: 'x && A=1 && y $A', at: ['$A'] },
    { run: 'for i in "a b"; do x $i; done', at: ['$i'] },
    { run: 'x ${A%.*}', at: ['${A%.*}'] },
    { run: 'x $*', at: ['$*'] },
    { run: 'A=x; A="$1"; y $A', at: ['$A'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'x "$A"',
    'A=1; x $A',
    'A=$B',
    '[[ $A = b ]]',
    'case $A in a) x;; esac',
    '$CC x',
    'x ${#A} $? $# $$',
    'x ${A:+"$A"}',
    'for i in a b; do x $i; done',
    'for i in $A; do x "$i"; done',
    'A=$((1+2)); x $A',
    'if x; then A=1; else A=2; fi; y $A',
    'FROM a\nENV V=1\nRUN wget http://x/$V',
    'FROM a\nSHELL ["pwsh", "-c"]\nRUN x $A',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ before: 'x $A/b ${C%.*} "$D"', after: 'x "$A"/b "${C%.*}" "$D"' }])(
    'mends $before',
    ({ before, after }) => {
      expect(fixed(shellUnquotedVariable, file(before))).toBe(file(after));
      expect(found(after)).toEqual([]);
    },
  );

  it.each(['apk add $BUILD_DEPS', 'cc ${CFLAGS} x'])('leaves %j to its author', (run) => {
    expect(fixed(shellUnquotedVariable, file(run))).toBe(file(run));
  });
});
