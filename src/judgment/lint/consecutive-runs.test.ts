import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { consecutiveRuns } from './consecutive-runs.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(consecutiveRuns, file(run)).map(([, text]) => text);

describe('consecutive-runs', () => {
  it.each([
    'a',
    'FROM debian:12\nRUN a\nENV b=c\nRUN d\n',
    'FROM debian:12\nRUN a && b\nRUN c\n',
    'FROM debian:12\nRUN a\nRUN b $(c)\nRUN d\n',
    'FROM debian:12\nRUN a\nRUN --mount=type=cache,target=/x b\n',
    'FROM debian:12\nRUN a\nFROM b\nRUN c\n',
    'FROM debian:12\nONBUILD RUN a\nONBUILD RUN b\n',
    'FROM debian:12\nRUN a\nRUN ["sh", "-c", "b && c"]\n',
    'FROM debian:12\nRUN a\nUSER b\nRUN c\n',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'FROM debian:12\nRUN a\n# c\nRUN b\nrun c\n', at: ['RUN', 'run'] },
    {
      run: 'FROM debian:12\nRUN --mount=type=cache,dst=/x,id=y a\nRUN --mount=id=y,type=cache,target=/x b\n',
      at: ['RUN'],
    },
    { run: 'FROM debian:12\nRUN [ -f x ] && a\nRUN ["b"]\n', at: ['RUN'] },
    { run: 'FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN a\nRUN b\n', at: ['RUN'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    {
      before: 'FROM debian:12\nRUN a\nRUN b\n\n# c\nRUN c \\\n  d\n',
      after: 'FROM debian:12\nRUN a \\\n    && b \\\n# c\n    && c \\\n  d\n',
    },
    {
      before: 'FROM debian:12\nRUN --network=none a\nRUN --network=none b\n',
      after: 'FROM debian:12\nRUN --network=none a \\\n    && b\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(consecutiveRuns, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each([
    'FROM debian:12\nRUN cd a\nRUN b\n',
    'FROM debian:12\nRUN a # c\nRUN b\n',
    'FROM debian:12\nRUN ["a"]\nRUN b\n',
    'FROM debian:12\nRUN a\nRUN <<EOF\nb\nEOF\n',
    'FROM debian:12\nRUN a &\nRUN b\n',
    'FROM debian:12\nRUN a=b\nRUN c\n',
  ])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(consecutiveRuns, file(run))).toBe(file(run));
  });
});
