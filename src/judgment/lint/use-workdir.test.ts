import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { useWorkdir } from './use-workdir.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(useWorkdir, file(run)).map(([, text]) => text);

describe('use-workdir', () => {
  it.each([
    'pushd x',
    'make -C x',
    'sh -c "cd x"',
    'FROM debian:12\nONBUILD RUN cd x\n',
    'FROM debian:12\nCMD cd x\n',
    'FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN x cd; cdx\n',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN x; cd y\n', at: ['cd'] },
    { run: 'cd /x && ls', at: ['cd /x'] },
    { run: '(cd x; ls) && cd y', at: ['cd x'] },
    { run: 'a="$(cd x && pwd)"', at: ['cd x'] },
    { run: '["cd", "x"]', at: ['["cd", "x"]'] },
    { run: 'cd', at: ['cd'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    {
      before: 'FROM debian:12\nWORKDIR /a\nRUN cd ./b \\\n    && make \\\n    && make install\nCMD x\n',
      after: 'FROM debian:12\nWORKDIR /a\nWORKDIR /a/b\nRUN make \\\n    && make install\nWORKDIR /a\nCMD x\n',
    },
    {
      before: 'FROM debian:12\nRUN cd /b && make\nWORKDIR /a\n',
      after: 'FROM debian:12\nWORKDIR /b\nRUN make\nWORKDIR /a\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(useWorkdir, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each([
    'cd /x && make',
    'FROM debian:12\nWORKDIR /a\nRUN cd $X && make\n',
    'FROM debian:12\nWORKDIR /a\nRUN cd ../b && make\n',
    'FROM debian:12\nWORKDIR /a\nRUN x && cd /b && make\n',
    'FROM debian:12\nWORKDIR /a\nRUN cd /b && make && cd /c && make\n',
    'FROM debian:12\nWORKDIR /a\nRUN cd /b; make\n',
  ])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(useWorkdir, file(run))).toBe(file(run));
  });
});
