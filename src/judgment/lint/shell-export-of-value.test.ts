import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellExportOfValue } from './shell-export-of-value.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellExportOfValue, file(run)).map(([, text]) => text);

describe('shell-export-of-value', () => {
  it.each([
    { run: 'export $A', at: ['$A'] },
    { run: 'export "$A" B', at: ['"$A"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['export A', 'export A=$B', 'export "${A?}"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
