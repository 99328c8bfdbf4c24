import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellInstruction } from './shell-instruction.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(shellInstruction, file(run)).map(([, text]) => text);

describe('shell-instruction', () => {
  it.each(['ln -s /bin/sh /bin/ash', 'ln -s a b', 'cp /bin/bash /bin/sh'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'ln -sf /bin/bash /bin/sh', at: ['ln'] },
    { run: 'rm /bin/sh && ln -s bash "/bin/sh"', at: ['ln'] },
    { run: 'ln -sf /bin/bash /usr/bin/sh', at: ['ln'] },
    { run: '["ln", "-s", "/bin/bash", "/bin/sh"]', at: ['"ln"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    {
      before: 'FROM debian:12\nRUN rm /bin/sh && ln -s bash /bin/sh\nRUN x\n',
      after: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN x\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(shellInstruction, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['ln -sf /bin/bash /bin/sh && echo x', 'ln -sf $X /bin/sh', '["ln", "-s", "/bin/bash", "/bin/sh"]'])(
    'leaves %j to its author',
    (run) => {
      expect(found(run)).not.toEqual([]);
      expect(fixed(shellInstruction, file(run))).toBe(file(run));
    },
  );
});
