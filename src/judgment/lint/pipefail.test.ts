import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { pipefail } from './pipefail.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(pipefail, file(run)).map(([, text]) => text);

describe('pipefail', () => {
  it.each([
    'a || b',
    "echo 'a | b'",
    'sed "s|a|$(pwd)|"',
    'case $x in a|b) c;; esac',
    '[[ a | b ]]',
    'set -eux -o pipefail; a | b',
    'set -euxo pipefail && a | b',
    '["a", "|", "b"]',
    "bash -c 'a | b'",
    'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\n',
    'FROM alpine\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN a | b\n',
    'FROM a AS b\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM b\nRUN c | d\n',
    'FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN a | b\n',
    'FROM debian:12\nONBUILD RUN a | b\n',
    'FROM debian:12\nCMD a | b\n',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'a | b', at: ['a'] },
    { run: 'x && a -b c | d | e', at: ['a -b c'] },
    { run: '$(a | b)', at: ['a'] },
    { run: 'a | while read x; do y; done', at: ['a'] },
    { run: 'if a | b; then c; fi', at: ['a'] },
    { run: '{ a; } | b', at: ['a'] },
    { run: 'while a; do b; done | c', at: ['b'] },
    { run: 'a | b; set -o pipefail', at: ['a'] },
    { run: 'set -e; a | b', at: ['a'] },
    { run: '<<EOF\na | b\nEOF', at: ['a'] },
    { run: 'FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM b\nRUN c | d\n', at: ['c'] },
    { run: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a | b\nRUN c | d\n', at: ['a', 'c'] },
    { run: 'a \\\n # c\n | b', at: ['a'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    {
      before: 'FROM debian:12\n# c\nRUN a | b\nRUN c | d\n',
      after: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n# c\nRUN a | b\nRUN c | d\n',
    },
    {
      before: 'FROM alpine:3\nRUN a | b\n',
      after: 'FROM alpine:3\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN a | b\n',
    },
    {
      before: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a | b\nRUN c | d\n',
      after: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nRUN c | d\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(pipefail, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['FROM debian:12\nSHELL ["/bin/dash", "-c"]\nRUN a | b\n'])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(pipefail, file(run))).toBe(file(run));
  });
});
