import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { useraddNoLogInit } from './useradd-no-log-init.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(useraddNoLogInit, file(run)).map(([, text]) => text);

describe('useradd-no-log-init', () => {
  it.each([
    'useradd a',
    'useradd -u 99999 a',
    'useradd -l -u 123456 a',
    'useradd --no-log-init --uid 123456 a',
    'useradd -lu 123456 a',
    'useradd -u $U a',
    'useradd -u $(id -u) a',
    'useradd --uid $USER_ID a',
    'adduser -u 123456 a',
    'useradd -g 123456 a',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'useradd -u 100000 a', at: ['useradd'] },
    { run: 'useradd -mu 123456 a', at: ['useradd'] },
    { run: 'useradd --uid=123456 a', at: ['useradd'] },
    { run: 'useradd -u123456 a', at: ['useradd'] },
    { run: 'useradd -u $USER_ID a', at: ['useradd'] },
    { run: '["useradd", "-u", "123456", "a"]', at: ['"useradd"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'useradd -u 123456 a', after: 'useradd --no-log-init -u 123456 a' },
    { before: '["useradd", "-u", "123456", "a"]', after: '["useradd", "--no-log-init", "-u", "123456", "a"]' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(useraddNoLogInit, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
