import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelEmail } from './label-email.ts';

const more = { labelSchema: { a: 'email', b: 'text' } as const, strictLabels: true };
const found = (text: string) => violations(labelEmail, text, more).map(([line, place]) => [line, place]);

describe('label-email', () => {
  it.each([
    { text: 'FROM debian:12\nLABEL b=x a=a\n', at: [[2, 'a']] },
    { text: 'FROM debian:12\nLABEL b=x a=a@b@c\n', at: [[2, 'a@b@c']] },
    { text: 'FROM debian:12\nLABEL b=x a=a..b@c.d\n', at: [[2, 'a..b@c.d']] },
    { text: 'FROM debian:12\nLABEL b=x a="A B <a@b.c>"\n', at: [[2, '"A B <a@b.c>"']] },
    { text: 'FROM debian:12\nLABEL b=x a=a@b_c.d\n', at: [[2, 'a@b_c.d']] },
    { text: 'FROM debian:12\nLABEL b=x a=@b\n', at: [[2, '@b']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nLABEL a=a@b\n',
    'FROM debian:12\nLABEL a=a.b+c@b.co\n',
    'FROM debian:12\nLABEL a=a@[127.0.0.1]\n',
    'FROM debian:12\nLABEL a=$unknown b=x c=x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
