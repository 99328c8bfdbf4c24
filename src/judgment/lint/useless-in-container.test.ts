import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { uselessInContainer } from './useless-in-container.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(uselessInContainer, file(run)).map(([, text]) => text);

describe('useless-in-container', () => {
  it.each(['echo ssh', 'ssh-keyscan x', 'systemctl enable x', 'sudo service x start', 'FROM debian:12\nCMD ssh x\n'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'ssh x', at: ['ssh'] },
    { run: 'service postgresql start && psql', at: ['service'] },
    { run: '["service", "x"]', at: ['"service"'] },
    { run: 'free -m; top', at: ['free', 'top'] },
    { run: 'FROM debian:12\nONBUILD RUN kill 1\n', at: ['kill'] },
    { run: 'x=$(ps)', at: ['ps'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
