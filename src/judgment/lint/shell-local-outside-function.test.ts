import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellLocalOutsideFunction } from './shell-local-outside-function.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLocalOutsideFunction, file(run)).map(([, text]) => text);

describe('shell-local-outside-function', () => {
  it.each([{ run: 'FROM a\nSHELL ["/bin/bash", "-c"]\nRUN local a=1', at: ['local a=1'] }])(
    'finds $run',
    ({ run, at }) => {
      expect(found(run)).toEqual(at);
    },
  );

  it.each(['local a=1', 'FROM a\nSHELL ["/bin/bash", "-c"]\nRUN f() { local a=1; }; f'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );
});
