import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { pipNoCache } from './pip-no-cache.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM python:3.12\nRUN ${run}\n`);
const found = (run: string) => violations(pipNoCache, file(run)).map(([, text]) => text);

describe('pip-no-cache', () => {
  it.each([
    'pip install --no-cache-dir a',
    'pip --no-cache-dir install a',
    'PIP_NO_CACHE_DIR=1 pip install a',
    'export PIP_NO_CACHE_DIR=1 && pip install a',
    '--mount=type=cache,target=/root/.cache/pip pip install a',
    '--mount=type=cache,target=/root/.cache pip install a',
    'pip install a && pip cache purge',
    'pip install a && rm -rf ~/.cache',
    'pipx install a',
    'pip download a',
    'FROM debian:12\nENV PIP_NO_CACHE_DIR=on\nRUN pip install a\n',
    'FROM a AS b\nENV PIP_NO_CACHE_DIR 1\nFROM b\nRUN pip install a\n',
    'FROM debian:12\nENV PIP_CACHE_DIR=/x\nRUN --mount=type=cache,target=/x pip install a\n',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'pip install a', at: ['pip install'] },
    { run: 'python3 -m pip install -r x', at: ['python3 -m pip install'] },
    { run: 'PIP_NO_CACHE_DIR=0 pip install a', at: ['pip install'] },
    { run: 'pip install a && rm -rf /tmp/*', at: ['pip install'] },
    { run: 'pip install --no-cache-dir a && pip install b', at: ['pip install'] },
    { run: 'FROM debian:12\nRUN pip install a\nENV PIP_NO_CACHE_DIR=1\n', at: ['pip install'] },
    { run: 'FROM a AS b\nENV PIP_NO_CACHE_DIR=1\nFROM c\nRUN pip install a\n', at: ['pip install'] },
    { run: '--mount=type=bind,target=/root/.cache/pip pip install a', at: ['pip install'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'pip install a \\\n  b', after: 'pip install --no-cache-dir a \\\n  b' },
    {
      before: 'python -m pip install a && pip3 install b',
      after: 'python -m pip install --no-cache-dir a && pip3 install --no-cache-dir b',
    },
    { before: '["pip", "install", "a"]', after: '["pip", "install", "--no-cache-dir", "a"]' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(pipNoCache, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
