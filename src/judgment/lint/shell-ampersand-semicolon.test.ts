import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellAmpersandSemicolon } from './shell-ampersand-semicolon.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellAmpersandSemicolon, file(run)).map(([, text]) => text);

describe('shell-ampersand-semicolon', () => {
  it.each([{ run: 'x &; y', at: ['&;'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x & y', 'x; y', 'x && y'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
