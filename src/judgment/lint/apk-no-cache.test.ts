import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { apkNoCache } from './apk-no-cache.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM alpine:3\nRUN ${run}\n`);
const found = (run: string) => violations(apkNoCache, file(run)).map(([, text]) => text);

describe('apk-no-cache', () => {
  it.each([
    'apk add --no-cache a',
    'apk --no-cache add a',
    '--mount=type=cache,target=/var/cache/apk apk add a',
    '--mount=type=tmpfs,target=/etc/apk/cache/ apk add a',
    'apk update',
    'apk upgrade',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apk add a', at: ['apk add'] },
    { run: 'apk -U add a', at: ['apk -U add'] },
    { run: '--mount=type=bind,target=/var/cache/apk apk add a', at: ['apk add'] },
    { run: 'apk add a && apk add b', at: ['apk add', 'apk add'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'apk add a && rm -rf /var/cache/apk/*', after: 'apk add --no-cache a && rm -rf /var/cache/apk/*' },
    { before: '["apk", "add", "a"]', after: '["apk", "add", "--no-cache", "a"]' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(apkNoCache, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['apk update && apk add a'])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(apkNoCache, file(run))).toBe(file(run));
  });
});
