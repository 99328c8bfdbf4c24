import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { noApt } from './no-apt.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(noApt, file(run)).map(([, text]) => text);

describe('no-apt', () => {
  it.each(['apt-get install a', 'apt-cache show a', 'which apt', 'sudo apt install a'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'apt install a', at: ['apt'] },
    { run: 'apt', at: ['apt'] },
    { run: '["apt", "install"]', at: ['"apt"'] },
    { run: 'apt update && apt install a', at: ['apt', 'apt'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'apt update && apt -y install a', after: 'apt-get update && apt-get -y install a' },
    { before: 'apt upgrade -y', after: 'apt-get upgrade --with-new-pkgs -y' },
    { before: '["apt", "install", "a"]', after: '["apt-get", "install", "a"]' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(noApt, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['apt list', 'apt', 'apt full-upgrade'])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(noApt, file(run))).toBe(file(run));
  });
});
