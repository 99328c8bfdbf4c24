import { describe, expect, it } from 'vitest';
import { findings, fixed, violations } from '../../../test/kit/lint.ts';
import { shellUnquotedList } from './shell-unquoted-list.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUnquotedList, file(run)).map(([, text]) => text);

describe('shell-unquoted-list', () => {
  it.each([
    { run: 'x $@', at: ['$@'] },
    { run: 'x ${A[@]}', at: ['${A[@]}'] },
    { run: 'x $*', at: ['$*'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x "$@"', 'A=$@', 'x ${@:+y}'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'x $@', codes: ['SC2068'] },
    { run: 'x ${A[@]}', codes: ['SC2068'] },
    { run: 'x $*', codes: ['SC2048'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellUnquotedList, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });

  it.each([{ before: 'x $@ b', after: 'x "$@" b' }])('mends $before', ({ before, after }) => {
    expect(fixed(shellUnquotedList, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
