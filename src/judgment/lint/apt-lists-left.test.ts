import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { aptListsLeft } from './apt-lists-left.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(aptListsLeft, file(run)).map(([, text]) => text);

describe('apt-lists-left', () => {
  it.each([
    'apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*',
    'apt-get update; rm -r /var/lib/apt',
    'apt-get update; rm -rf /var/lib/{apt,dpkg}/lists',
    'apt-get update && cd /var/lib/apt && rm -rf lists/*',
    'apt-get update; rm -rf "$X"',
    'apt-get update && apt-get distclean',
    'apt-get update; find /var/lib/apt/lists -type f -delete',
    'apt-get install -y a',
    '--mount=type=cache,target=/var/lib/apt/lists apt-get update',
    '--mount=type=cache,target=/var/lib/apt --mount=type=cache,dst=/var/cache/apt apt-get update',
    'FROM a AS b\nRUN apt-get update\nFROM c\nCOPY --from=b /x /x\n',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apt-get update && apt-get install -y a', at: ['apt-get update'] },
    { run: 'apt -qq update', at: ['apt -qq update'] },
    { run: 'apt-get update && apt-get clean', at: ['apt-get update'] },
    { run: 'rm -rf /var/lib/apt/lists/*; apt-get update', at: ['apt-get update'] },
    { run: 'apt-get update && rm -rf /tmp/*', at: ['apt-get update'] },
    { run: '--mount=type=cache,target=/var/cache/apt apt-get update', at: ['apt-get update'] },
    { run: 'FROM a AS b\nRUN apt-get update\nFROM b\n', at: ['apt-get update'] },
    { run: 'FROM debian:12\nRUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*\n', at: ['apt-get update'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    {
      before: 'apt-get update && apt-get install -y a',
      after: 'apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*',
    },
    {
      before: 'apt-get update \\\n  && apt-get install -y \\\n    # c\n    a \\\n    b',
      after:
        'apt-get update \\\n  && apt-get install -y \\\n    # c\n    a \\\n    b \\\n  && rm -rf /var/lib/apt/lists/*',
    },
    {
      before: 'set -eux; \\\n	apt-get update; \\\n	apt-get install a',
      after: 'set -eux; \\\n	apt-get update; \\\n	apt-get install a; \\\n	rm -rf /var/lib/apt/lists/*',
    },
    {
      before: '<<EOF\nset -e\napt-get update\napt-get install a\nEOF',
      after: '<<EOF\nset -e\napt-get update\napt-get install a\nrm -rf /var/lib/apt/lists/*\nEOF',
    },
    {
      before: 'apt-get update && \\\n  apt-get install -y a | tee log',
      after: 'apt-get update && \\\n  apt-get install -y a | tee log && \\\n  rm -rf /var/lib/apt/lists/*',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(aptListsLeft, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each([
    'apt-get update',
    'apt-get update && apt-get install -y a || true',
    'apt-get update; apt-get install a',
    'if x; then apt-get update && apt-get install -y a; fi',
    'FROM debian:12\nRUN apt-get update && apt-get install -y a\nRUN apt-get install b\n',
    'FROM debian:12\nRUN apt-get update && apt-get install -y a\nRUN ./setup.sh\n',
    'FROM a AS b\nRUN apt-get update && apt-get install -y a\nFROM b\nRUN apt-get install c\n',
    '<<EOF\napt-get update\napt-get install a\nEOF',
    '["apt-get", "update"]',
  ])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(aptListsLeft, file(run))).toBe(file(run));
  });
});
