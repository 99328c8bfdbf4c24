import { expect, it } from 'vitest';
import { PlimsollError } from '../../model/error.ts';
import { errorText } from './error-text.ts';

const plain = { unicode: true, paint: false, stack: false };

it('is one line with its code, and at most two of help', () => {
  const error = new PlimsollError('image/not-found', 'there is no a.tar', { help: ['one', 'two', 'three'] });
  expect(errorText(error, plain)).toBe('error: there is no a.tar  [image/not-found]\n  one\n  two\n');
});

it('lets no foreign text act on the terminal', () => {
  const error = new PlimsollError('image/not-found', 'there is no \u001b[2Ja\nerror: b', { help: ['\u202e'] });
  expect(errorText(error, plain)).toBe('error: there is no \\u001b[2Ja\\nerror: b  [image/not-found]\n  \\u202e\n');
});

it('calls what is not ours a flaw of the program, and shows where only when asked', () => {
  const text = errorText(new TypeError('x is undefined'), plain);
  expect(text).toMatch(/^error: TypeError: x is undefined {2}\[internal\/bug\]\n {2}this is a flaw of plimsoll/);
  expect(text.split('\n')).toHaveLength(3);
  expect(errorText(new TypeError('x'), { ...plain, stack: true })).toContain('    at ');
  expect(errorText('nothing', plain)).toMatch(/^error: nothing {2}\[internal\/bug\]\n/);
});
