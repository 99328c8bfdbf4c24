import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { goPinVersions } from './go-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM golang:1.22\nRUN ${run}\n`);
const found = (run: string) => violations(goPinVersions, file(run)).map(([, text]) => text);

describe('go-pin-versions', () => {
  it.each([
    'go install a/b@v1',
    'go install ./...',
    'go install .',
    'go install -tags x -ldflags="-s -w" a/b@$V',
    'go get -d ./...',
    'go run a/b@v1 c',
    'go run main.go',
    'go install std',
    'go build a',
    'go install',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'go install a.b/c@latest', at: ['a.b/c@latest'] },
    { run: 'GOBIN=/x go install a.b/c', at: ['a.b/c'] },
    { run: 'go get -u a.b/c', at: ['a.b/c'] },
    { run: 'go install a.b/c@v1 d.e/f', at: ['d.e/f'] },
    { run: 'go run a.b/c@latest d', at: ['a.b/c@latest'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
