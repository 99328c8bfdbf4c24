import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { userMissing } from './user-missing.ts';

const found = (text: string) => violations(userMissing, text).map(([line, place]) => [line, place]);

describe('user-missing', () => {
  it.each([
    { text: 'FROM debian:12\nCMD ["x"]\n', at: [[1, 'debian:12']] },
    { text: 'FROM debian:12\nUSER x\nFROM alpine:3\nRUN x\n', at: [[3, 'alpine:3']] },
    { text: 'FROM scratch\nCOPY a /a\nENTRYPOINT ["/a"]\n', at: [[1, 'scratch']] },
    { text: 'FROM debian:12\nONBUILD USER x\n', at: [[1, 'debian:12']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nUSER x\n',
    'FROM debian:12 AS a\nUSER x\nFROM a\nRUN x\n',
    'FROM scratch\nCOPY a /a\n',
    'FROM $BASE\nCMD ["x"]\n',
    'FROM gcr.io/distroless/base:nonroot\n',
    'FROM cgr.dev/chainguard/node\n',
    'FROM nginxinc/nginx-unprivileged:1\n',
    '',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM node:22-alpine\nCOPY . .\nCMD ["x"]\n',
      after: 'FROM node:22-alpine\nCOPY . .\nUSER 1000:1000\nCMD ["x"]\n',
    },
    {
      before: 'FROM python:3.12-slim\r\nRUN x\r\n',
      after:
        'FROM python:3.12-slim\r\nRUN x\r\nRUN groupadd --gid 10001 app && useradd --uid 10001 --gid 10001 --no-log-init --no-create-home --shell /usr/sbin/nologin app\r\nUSER 10001:10001\r\n',
    },
    { before: 'FROM scratch\nCMD ["/a"]\n', after: 'FROM scratch\nUSER 10001:10001\nCMD ["/a"]\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(userMissing, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each(['FROM registry.example.com/x:1\n'])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(userMissing, text)).toBe(text);
  });
});
