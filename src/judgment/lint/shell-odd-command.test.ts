import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellOddCommand } from './shell-odd-command.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellOddCommand, file(run)).map(([, text]) => text);

describe('shell-odd-command', () => {
  it.each([
    { run: 'a; --foo b', at: ['--foo'] },
    { run: '"" a', at: ['""'] },
    { run: '/x/ a', at: ['/x/'] },
    { run: 'a, b', at: ['a,'] },
    { run: 'a && ... b', at: ['...'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['a -b', './x', 'x.y', '. a', '[ a = b ]', '$A, b', '[ -f a ]'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'a; --foo b', codes: ['SC2215'] },
    { run: '"" a', codes: ['SC2286'] },
    { run: '/x/ a', codes: ['SC2287'] },
    { run: 'a, b', codes: ['SC2288'] },
    { run: 'a && ... b', codes: ['SC2288'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellOddCommand, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
