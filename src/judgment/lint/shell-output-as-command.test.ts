import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellOutputAsCommand } from './shell-output-as-command.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellOutputAsCommand, file(run)).map(([, text]) => text);

describe('shell-output-as-command', () => {
  it.each([
    { run: '$(x)', at: ['$(x)'] },
    { run: 'if `x`; then y; fi', at: ['`x`'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['$(x) y', 'x "$(y)"', 'A=$(x)'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: '$(x)', codes: ['SC2091'] },
    { run: 'if `x`; then y; fi', codes: ['SC2092'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellOutputAsCommand, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
