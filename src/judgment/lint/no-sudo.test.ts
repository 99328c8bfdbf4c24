import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { noSudo } from './no-sudo.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(noSudo, file(run)).map(([, text]) => text);

describe('no-sudo', () => {
  it.each(['echo sudo', 'apt-get install sudo', 'gosu x y', '/usr/bin/sudo x', 'FROM debian:12\nCMD sudo x\n'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'sudo x', at: ['sudo'] },
    { run: 'a | sudo tee b', at: ['sudo'] },
    { run: '["sudo", "x"]', at: ['"sudo"'] },
    { run: 'sudo a && sudo b', at: ['sudo', 'sudo'] },
    { run: 'exec sudo x', at: ['sudo'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'sudo apt-get update', after: 'apt-get update' },
    { before: 'a | sudo tee b && sudo \\\n c', after: 'a | tee b && c' },
    { before: '["sudo", "x"]', after: '["x"]' },
    { before: 'FROM debian:12\nUSER x\nUSER root\nRUN sudo y\n', after: 'FROM debian:12\nUSER x\nUSER root\nRUN y\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(noSudo, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['sudo -u x y', 'sudo', 'FROM debian:12\nUSER x\nRUN sudo y\n', 'FROM debian:12\nUSER $X\nRUN sudo y\n'])(
    'leaves %j to its author',
    (run) => {
      expect(found(run)).not.toEqual([]);
      expect(fixed(noSudo, file(run))).toBe(file(run));
    },
  );
});
