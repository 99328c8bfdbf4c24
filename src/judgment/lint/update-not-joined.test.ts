import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { updateNotJoined } from './update-not-joined.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(updateNotJoined, file(run)).map(([, text]) => text);

describe('update-not-joined', () => {
  it.each([
    'FROM debian:12\nRUN apt-get update && apt-get install a\nRUN apt-get update && apt-get install b\n',
    'FROM debian:12\nRUN apk update\nRUN apk add --no-cache a\n',
    'FROM debian:12\nRUN dnf makecache\nRUN dnf install a\n',
    'FROM debian:12\nRUN apt-get install a\n',
    'FROM a\nRUN apt-get update\nFROM b\nRUN apt-get install c\n',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'FROM debian:12\nRUN apt-get update\nRUN apt-get -y install a\n', at: ['apt-get -y install'] },
    { run: 'FROM debian:12\nRUN apk update\nCOPY a b\nRUN apk add a\n', at: ['apk add'] },
    {
      run: 'FROM debian:12\nRUN apt-get update && apt-get install a\nRUN apt install b && apt install c\n',
      at: ['apt install'],
    },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    {
      before: 'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y \\\n    a\n',
      after: 'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y \\\n    a\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(updateNotJoined, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each([
    'FROM debian:12\nRUN apt-get update\nCOPY a b\nRUN apt-get install a\n',
    'FROM debian:12\nRUN apt-get update && x\nRUN apt-get install a\n',
  ])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(updateNotJoined, file(run))).toBe(file(run));
  });
});
