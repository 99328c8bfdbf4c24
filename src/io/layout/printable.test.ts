import { expect, it } from 'vitest';
import { printable } from './printable.ts';

const digest = `sha256:${'a'.repeat(64)}`;

it.each([
  ['registry.example/app:1', 'registry.example/app:1'],
  [`registry.example/app:1@${digest}`, `registry.example/app:1@${digest}`],
  [`app:1@${digest}`, `app:1@${digest}`],
  ['user:pass@registry.example/app', '***@registry.example/app'],
  ['https://user:p%2Fss@host/x', 'https://***@host/x'],
  ['https://:token@host/x', 'https://***@host/x'],
  ['registry://user:pa:ss@localhost:5000/app:1', 'registry://***@localhost:5000/app:1'],
  ['user:p/a@s?s@registry.example/app', '***@registry.example/app'],
  [`registry.example:5000/app:1@${digest}`, `registry.example:5000/app:1@${digest}`],
  ['/a/b@c:d/e', '/a/b@c:d/e'],
  ['a\u001b[31m\u202e\u200bb', 'a\\u{1b}[31m\\u{202e}\\u{200b}b'],
])('%j', (text, expected) => expect(printable(text, 300)).toBe(expected));

it('masks before it shortens', () => {
  expect(printable(`https://user:${'x'.repeat(200)}@host/`)).toBe('https://***@host/');
});
