import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellRemovesSystemDirectory } from './shell-removes-system-directory.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellRemovesSystemDirectory, file(run)).map(([, text]) => text);

describe('shell-removes-system-directory', () => {
  it.each([
    { run: 'rm -rf /usr', at: ['/usr'] },
    { run: 'rm -rf "$X"/*', at: ['"$X"/*'] },
    { run: 'rm -rf $X/bin', at: ['$X/bin'] },
    { run: 'rm -rf /var/*', at: ['/var/*'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'rm -rf /usr/share/doc/x',
    'rm -rf "${X:?}"/*',
    'rm -f /usr',
    'rm -rf /tmp/*',
    'rm -rf /var/lib/apt/lists/*',
    'rm -rf "$X/build"',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'rm -rf /usr', codes: ['SC2114'] },
    { run: 'rm -rf "$X"/*', codes: ['SC2115'] },
    { run: 'rm -rf $X/bin', codes: ['SC2115'] },
    { run: 'rm -rf /var/*', codes: ['SC2115'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellRemovesSystemDirectory, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
