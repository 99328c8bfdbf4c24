import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { numericUser } from './numeric-user.ts';

const found = (text: string) => violations(numericUser, text).map(([line, place]) => [line, place]);

describe('numeric-user', () => {
  it.each([
    { text: 'FROM debian:12\nUSER x\n', at: [[2, 'x']] },
    {
      text: 'FROM debian:12\nUSER root\nUSER x:1000\n',
      at: [
        [2, 'root'],
        [3, 'x:1000'],
      ],
    },
    { text: 'FROM debian:12\nUSER $unknown\n', at: [[2, '$unknown']] },
    { text: 'FROM debian:12\nUSER 1000 # x\n', at: [[2, '1000 # x']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nUSER 1000\n',
    'FROM debian:12\nUSER 1000:x\n',
    'FROM debian:12\nUSER "1000"\n',
    'FROM debian:12\nARG U=1000\nUSER $U:x\n',
    'FROM debian:12\nUSER 0\n',
    'FROM debian:12\nONBUILD USER x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    { before: 'FROM debian:12\nUSER root:root\n', after: 'FROM debian:12\nUSER 0:root\n' },
    {
      before: 'FROM debian:12\nRUN groupadd -g 5 g && useradd --uid 1001 -g g app\nUSER app:g\n',
      after: 'FROM debian:12\nRUN groupadd -g 5 g && useradd --uid 1001 -g g app\nUSER 1001:g\n',
    },
    {
      before: 'FROM alpine:3\nRUN adduser -D -u 99 app\nUSER app\n',
      after: 'FROM alpine:3\nRUN adduser -D -u 99 app\nUSER 99\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(numericUser, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each([
    'FROM debian:12\nUSER app\nRUN useradd -u 5 app\n',
    'FROM debian:12\nRUN useradd app\nUSER app\n',
    'FROM debian:12\nUSER $unknown\n',
  ])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(numericUser, text)).toBe(text);
  });
});
