import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellPathOverwritten } from './shell-path-overwritten.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellPathOverwritten, file(run)).map(([, text]) => text);

describe('shell-path-overwritten', () => {
  it.each([{ run: 'PATH=a', at: ['PATH=a'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['PATH=/a', 'PATH=$PATH:/a', 'PATH=a x', 'PATH=a:b'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
