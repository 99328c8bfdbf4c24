import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { maintainerDeprecated } from './maintainer-deprecated.ts';

const found = (text: string) => violations(maintainerDeprecated, text).map(([line, place]) => [line, place]);

describe('maintainer-deprecated', () => {
  it.each([
    {
      text: 'FROM debian:12\nMAINTAINER x\nmaintainer y\n',
      at: [
        [2, 'MAINTAINER'],
        [3, 'maintainer'],
      ],
    },
    { text: 'MAINTAINER x\nFROM a:1\n', at: [[1, 'MAINTAINER']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM debian:12\nLABEL maintainer=x\n', 'FROM debian:12\nONBUILD MAINTAINER x\n'])(
    'is silent about %j',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it.each([
    {
      before: 'FROM debian:12\nMAINTAINER Jo "J" Doe <j@x.org>\n',
      after: 'FROM debian:12\nLABEL org.opencontainers.image.authors="Jo \\"J\\" Doe <j@x.org>"\n',
    },
    {
      before: 'FROM debian:12\nmaintainer "Jö $x"\nRUN x\n',
      after: 'FROM debian:12\nlabel org.opencontainers.image.authors="Jö \\$x"\nRUN x\n',
    },
    {
      before: 'FROM debian:12\nMAINTAINER a\\b\n',
      after: 'FROM debian:12\nLABEL org.opencontainers.image.authors="a\\\\b"\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(maintainerDeprecated, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each([
    'MAINTAINER x\nFROM a:1\n',
    'FROM debian:12\nLABEL org.opencontainers.image.authors=y\nMAINTAINER x\n',
    'FROM debian:12\nMAINTAINER x \\\n  y\n',
  ])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(maintainerDeprecated, text)).toBe(text);
  });
});
