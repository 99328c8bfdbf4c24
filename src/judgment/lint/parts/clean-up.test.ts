import { describe, expect, it } from 'vitest';
import { removes } from './clean-up.ts';
import type { Command } from './commands.ts';

const span = { start: 0, end: 0 };

function rm(...texts: readonly string[]): Command {
  const args = texts.map((text) => ({ text, isLiteral: !text.includes('$'), span }));
  return { name: 'rm', nameSpan: span, args, flags: [], span };
}

describe('removes', () => {
  it.each([
    '/a/b/c',
    '/a/b/c/',
    '/a/b/c/*',
    '/a//b/c',
    '/a/b',
    '/a/*',
    '/a/b/c*',
    '/a/b/c/d',
    'b/c/*',
    'c',
    '*',
    '/*',
    '$x',
    '/a/{b,c}/d',
  ])('takes %s for /a/b/c', (path) => {
    expect(removes(rm('/x', path), '/a/b/c')).toBe(true);
  });

  it.each(['/tmp/*', '/a/b/cd', '/a/x', 'd/*', '/a/b/x*', ''])('does not take %s for it', (path) => {
    expect(removes(rm(path), '/a/b/c')).toBe(false);
  });
});
