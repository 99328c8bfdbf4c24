import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { portOutOfRange } from './port-out-of-range.ts';

const found = (text: string) => violations(portOutOfRange, text).map(([line, place]) => [line, place]);

describe('port-out-of-range', () => {
  it.each([
    { text: 'FROM debian:12\nEXPOSE 65536\n', at: [[2, '65536']] },
    {
      text: 'FROM debian:12\nEXPOSE 80/tcp 90000 \\\n  99999/udp\n',
      at: [
        [2, '90000'],
        [3, '99999/udp'],
      ],
    },
    { text: 'FROM debian:12\nEXPOSE 80-70000\n', at: [[2, '80-70000']] },
    { text: 'FROM debian:12\nENV P=70000\nEXPOSE $P\n', at: [[3, '$P']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nEXPOSE 0 65535 80-90 80/TCP\n',
    'FROM debian:12\nEXPOSE $P\n',
    `FROM debian:12\nEXPOSE \${P}-70000\n`,
    'FROM debian:12\nONBUILD EXPOSE 80000\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
