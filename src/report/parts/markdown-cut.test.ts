import { describe, expect, it } from 'vitest';
import { cutToComment, type MarkdownPart } from './markdown-cut.ts';

const part = (count: number, length: number): MarkdownPart => ({
  head: '<details>\n',
  lines: Array.from({ length: count }, () => `${'x'.repeat(length - 1)}\n`),
  tail: '</details>\n',
  count,
});
const textOf = (...parts: MarkdownPart[]) => [...cutToComment(parts)].join('');

describe('cutToComment', () => {
  it('leaves what fits', () => {
    expect(textOf(part(2, 3), part(1, 2))).toBe('<details>\nxx\nxx\n</details>\n<details>\nx\n</details>\n');
  });

  it.each([
    [part(1000, 100)],
    [part(10, 100), part(10_000, 50), part(10, 100)],
    [part(1, 70_000), part(3, 10)],
    [part(700, 100), part(0, 1), part(1, 65_000)],
  ])('keeps to what a comment holds, closes what it opened, and counts what it cut (%#)', (...parts) => {
    const text = textOf(...parts);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)!.length);
    const all = parts.reduce((sum, { count }) => sum + count, 0);
    const shown = text.match(/^x+$/gm)?.length ?? 0;
    const cut = Number(/\*\*([\d,]+) more/.exec(text)?.[1]?.replaceAll(',', ''));
    expect(shown + cut).toBe(all);
  });

  it('makes only as many lines as there is room for', () => {
    let made = 0;
    function* lines() {
      while (true) {
        made++;
        yield `${'x'.repeat(99)}\n`;
      }
    }
    textOf({ head: '', lines: lines(), tail: '', count: 1e9 });
    expect(made).toBeLessThan(700);
  });
});
