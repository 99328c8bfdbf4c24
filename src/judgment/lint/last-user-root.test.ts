import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { lastUserRoot } from './last-user-root.ts';

const found = (text: string) => violations(lastUserRoot, text).map(([line, place]) => [line, place]);

describe('last-user-root', () => {
  it.each([
    { text: 'FROM debian:12\nUSER root\n', at: [[2, 'root']] },
    { text: 'FROM debian:12\nUSER x\nUSER 0:1\n', at: [[3, '0:1']] },
    { text: 'FROM debian:12\nUSER "root"\n', at: [[2, '"root"']] },
    {
      text: 'FROM debian:12\nUSER root:root\nFROM debian:12\nUSER root\n',
      at: [
        [2, 'root:root'],
        [4, 'root'],
      ],
    },
    { text: 'FROM debian:12 AS a\nUSER root\nFROM a\nUSER x\n', at: [[2, 'root']] },
    { text: 'FROM debian:12\nENV U=root\nUSER $U\n', at: [[3, '$U']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nUSER root\nUSER x\n',
    'FROM debian:12\nUSER rootless\n',
    'FROM debian:12\nUSER ROOT\n',
    'FROM debian:12\nUSER $unknown\n',
    'FROM debian:12\nONBUILD USER root\n',
    'FROM debian:12\nRUN x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM debian:12\nUSER app\nUSER root\nRUN x\nCMD ["x"]\n',
      after: 'FROM debian:12\nUSER app\nUSER root\nRUN x\nUSER app\nCMD ["x"]\n',
    },
    {
      before: 'FROM alpine:3\nUSER root\nRUN x\n# start\nEXPOSE 80\nCMD ["x"]\n',
      after:
        'FROM alpine:3\nUSER root\nRUN x\nRUN addgroup -g 10001 -S app && adduser -u 10001 -S -D -H -G app app\nUSER 10001:10001\n# start\nEXPOSE 80\nCMD ["x"]\n',
    },
    {
      before: 'FROM gcr.io/distroless/static:latest\nUSER 0',
      after: 'FROM gcr.io/distroless/static:latest\nUSER 0\nUSER 65532:65532',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(lastUserRoot, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each([
    'FROM registry.example.com/x:1\nUSER root\n',
    'FROM debian:12\nUSER root\nFROM debian:12\nUSER x\n',
    'FROM debian:12\nUSER root\nRUN x \\',
  ])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(lastUserRoot, text)).toBe(text);
  });
});
