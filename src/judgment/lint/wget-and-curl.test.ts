import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { wgetAndCurl } from './wget-and-curl.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(wgetAndCurl, file(run)).map(([, text]) => text);

describe('wget-and-curl', () => {
  it.each([
    'wget a && wget b',
    'apt-get install wget curl',
    'FROM a\nRUN wget x\nFROM b\nRUN curl y\n',
    'FROM debian:12\nRUN wget a\nHEALTHCHECK CMD curl b\n',
    'FROM debian:12\nRUN wget a\nONBUILD RUN curl b\n',
    'command -v wget || curl a',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'wget a; curl b', at: ['curl'] },
    { run: 'FROM debian:12\nRUN curl a\nENV b=c\nRUN wget d\nRUN curl e\nRUN f\n', at: ['wget', 'curl'] },
    { run: 'if a; then wget b; else curl c; fi', at: ['curl'] },
    { run: 'FROM a\nRUN wget x; curl y\nFROM b\nRUN curl y\nRUN wget z\n', at: ['curl', 'wget'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
