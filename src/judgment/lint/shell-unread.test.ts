import { expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { LONGEST_SHELL_TEXT } from './parts/shell-reader.ts';
import { shellUnread } from './shell-unread.ts';

const lines = (text: string) => violations(shellUnread, text).map(([line]) => line);
const long = `echo ${'x'.repeat(LONGEST_SHELL_TEXT)}`;

it.each([
  [`FROM a\nRUN ${long}\n`, [2]],
  [`FROM a\nRUN <<EOF\n${long}\nEOF\nONBUILD RUN ${long}\n`, [2, 5]],
  [`FROM a\nRUN ["echo", "${long}"]\nRUN ${long.slice(0, 1000)}\nENV A=${long.slice(5)}\n`, []],
])('a command that nobody reads is said to be unread', (text, expected) => expect(lines(text)).toEqual(expected));
