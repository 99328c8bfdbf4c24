import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellUnreachable } from './shell-unreachable.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUnreachable, file(run)).map(([, text]) => text);

describe('shell-unreachable', () => {
  it.each([
    { run: 'exit 1; x', at: ['x'] },
    { run: 'x; return; y', at: ['y'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x || exit 1; y', 'exit', 'if x; then exit; fi; y'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
