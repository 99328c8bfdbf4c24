import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelUrl } from './label-url.ts';

const more = { labelSchema: { a: 'url', b: 'text' } as const, strictLabels: true };
const found = (text: string) => violations(labelUrl, text, more).map(([line, place]) => [line, place]);

describe('label-url', () => {
  it.each([
    { text: 'FROM debian:12\nLABEL b=x a=a\n', at: [[2, 'a']] },
    { text: 'FROM debian:12\nLABEL b=x a=/a\n', at: [[2, '/a']] },
    { text: 'FROM debian:12\nLABEL b=x a=//a\n', at: [[2, '//a']] },
    { text: 'FROM debian:12\nLABEL b=x a="http://a b"\n', at: [[2, '"http://a b"']] },
    { text: 'FROM debian:12\nLABEL b=x a=git@x:a/b\n', at: [[2, 'git@x:a/b']] },
    { text: 'FROM debian:12\nLABEL b=x a=http://a/%zz\n', at: [[2, 'http://a/%zz']] },
    { text: 'FROM debian:12\nLABEL b=x a=""\n', at: [[2, '""']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=http://a\n',
    'FROM debian:12\nLABEL a=https://a.b/c?d=e#f\n',
    'FROM debian:12\nLABEL a=mailto:a@b\n',
    'FROM debian:12\nLABEL a="http://a/%20"\n',
    'FROM debian:12\nLABEL a=$unknown b=x c=x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
