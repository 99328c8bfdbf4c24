import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { gemPinVersions } from './gem-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(gemPinVersions, file(run)).map(([, text]) => text);

describe('gem-pin-versions', () => {
  it.each([
    'gem install a:1',
    'gem install a -v 1',
    'gem install a -v1',
    'gem install a --version=1',
    'gem install --source http://x a:1',
    'gem install a:1 -- --with x',
    'gem install --file Gemfile',
    'gem update a',
    'gem install ./a.gem',
    'bundle install',
    'gem list install a',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'gem install a', at: ['a'] },
    { run: 'gem i -N a:1 b', at: ['b'] },
    { run: 'gem --verbose install "$X"', at: ['"$X"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
