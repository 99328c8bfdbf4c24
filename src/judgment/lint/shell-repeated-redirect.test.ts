import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellRepeatedRedirect } from './shell-repeated-redirect.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellRepeatedRedirect, file(run)).map(([, text]) => text);

describe('shell-repeated-redirect', () => {
  it.each([
    { run: 'a >> f; b >> f; c >> f', at: ['a >> f'] },
    { run: 'a >> f; b >> f; c >> f; d >> f', at: ['a >> f'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['a >> f; b >> f', 'a >> f && b >> f && c >> f', 'a >> f; b >> g; c >> f'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
