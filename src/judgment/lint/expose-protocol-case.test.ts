import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { exposeProtocolCase } from './expose-protocol-case.ts';

const found = (text: string) => violations(exposeProtocolCase, text).map(([line, place]) => [line, place]);

describe('expose-protocol-case', () => {
  it.each([
    {
      text: 'FROM debian:12\nEXPOSE 80/TCP 90/udp 1/Udp\n',
      at: [
        [2, '80/TCP'],
        [2, '1/Udp'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM debian:12\nEXPOSE 80/tcp 90 $P/$Q\n', 'FROM debian:12\nONBUILD EXPOSE 80/TCP\n'])(
    'is silent about %j',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it.each([
    {
      before: 'FROM debian:12\nEXPOSE 80/TCP 53/Udp "1/Tcp"\n',
      after: 'FROM debian:12\nEXPOSE 80/tcp 53/udp "1/tcp"\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(exposeProtocolCase, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });
});
