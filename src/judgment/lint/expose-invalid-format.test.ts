import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { exposeInvalidFormat } from './expose-invalid-format.ts';

const found = (text: string) => violations(exposeInvalidFormat, text).map(([line, place]) => [line, place]);

describe('expose-invalid-format', () => {
  it.each([
    {
      text: 'FROM debian:12\nEXPOSE 8080:80 127.0.0.1:80:81/udp [::1]:90:90\n',
      at: [
        [2, '8080:80'],
        [2, '127.0.0.1:80:81/udp'],
        [2, '[::1]:90:90'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([`FROM debian:12\nEXPOSE 80 80-90/udp $P \${P:-80}\n`])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    { before: 'FROM debian:12\nEXPOSE 8080:80 127.0.0.1:80:81/udp\n', after: 'FROM debian:12\nEXPOSE 80 81/udp\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(exposeInvalidFormat, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each([`FROM debian:12\nEXPOSE 1:\${P:-80}\n`])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(exposeInvalidFormat, text)).toBe(text);
  });
});
