import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { packageUpdateAlone } from './package-update-alone.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(packageUpdateAlone, file(run)).map(([, text]) => text);

describe('package-update-alone', () => {
  it.each(['apt-get update && apt-get install a', 'apk update && apk upgrade', 'apk add a', 'yum update', 'x'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'apt-get -qq update', at: ['apt-get -qq update'] },
    { run: 'apk update', at: ['apk update'] },
    { run: 'zypper -n ref', at: ['zypper -n ref'] },
    { run: 'dnf makecache', at: ['dnf makecache'] },
    { run: 'FROM debian:12\nRUN apt-get update\nRUN apt-get install a\n', at: ['apt-get update'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
