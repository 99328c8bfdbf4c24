import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { apkPinVersions } from './apk-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM alpine:3\nRUN ${run}\n`);
const found = (run: string) => violations(apkPinVersions, file(run)).map(([, text]) => text);

describe('apk-pin-versions', () => {
  it.each([
    'apk add a=1',
    "apk add 'a<2' b~1 ./c.apk",
    'apk add --virtual .x a=1',
    'apk add --virtual=.x -X http://x a=1',
    'apk --root /x add a=1',
    'apk add !a',
    'apk del a',
    'apk add --no-cache',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apk add a', at: ['a'] },
    { run: 'apk -q add --no-cache -t .x a=1 b', at: ['b'] },
    { run: 'apk add "$X"', at: ['"$X"'] },
    { run: 'apk add a@edge', at: ['a@edge'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
