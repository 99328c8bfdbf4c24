import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { healthcheckMissing } from './healthcheck-missing.ts';

const found = (text: string) => violations(healthcheckMissing, text).map(([line, place]) => [line, place]);

describe('healthcheck-missing', () => {
  it.each([
    { text: 'FROM debian:12\nCMD ["x"]\n', at: [[1, 'debian:12']] },
    { text: 'FROM a:1 AS x\nHEALTHCHECK CMD a\nFROM b:1\n', at: [[3, 'b:1']] },
    { text: 'FROM debian:12\nONBUILD HEALTHCHECK CMD a\n', at: [[1, 'debian:12']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nHEALTHCHECK NONE\n',
    'FROM a:1 AS x\nHEALTHCHECK CMD a\nFROM x\n',
    'FROM a:1\nFROM b:1\nHEALTHCHECK CMD a\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM debian:12\nRUN apt-get install -y curl=8\nEXPOSE 8080/tcp\nCMD ["x"]\n',
      after:
        'FROM debian:12\nRUN apt-get install -y curl=8\nHEALTHCHECK CMD ["curl", "-fsS", "-o", "/dev/null", "http://localhost:8080/"]\nEXPOSE 8080/tcp\nCMD ["x"]\n',
    },
    {
      before: 'FROM node:22-alpine\nEXPOSE 80\n',
      after:
        'FROM node:22-alpine\nHEALTHCHECK CMD ["wget", "-q", "-O", "/dev/null", "http://localhost:80/"]\nEXPOSE 80\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(healthcheckMissing, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each(['FROM debian:12\nEXPOSE 80\n', 'FROM alpine:3\nEXPOSE 53/udp $P\n'])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(healthcheckMissing, text)).toBe(text);
  });
});
