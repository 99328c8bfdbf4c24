import { describe, expect, it } from 'vitest';
import { linesOf } from './lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('linesOf', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\n\nb', ['a', '', 'b']],
    ['\n', ['']],
    ['Főtanúsítvány\n', ['Főtanúsítvány']],
  ])('splits %j', (text, lines) => {
    expect([...linesOf(bytes(text))]).toEqual(lines);
  });

  it('decodes bytes that are no UTF-8 as names of files are decoded', () => {
    expect([...linesOf(new Uint8Array([0x61, 0xff, 0x0a, 0x62]))]).toEqual(['a%FF', 'b']);
  });

  it('cuts a line beyond one MiB and goes on behind it', () => {
    const [first, second] = linesOf(bytes(`${'x'.repeat(3 << 20)}\nnext`));
    expect(first?.length).toBe(1 << 20);
    expect(second).toBe('next');
  });
});
