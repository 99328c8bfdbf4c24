import { expect, it } from 'vitest';
import { applyEdits } from '../../formats/dockerfile/apply-edits.ts';
import { editBetween } from './text-edits.ts';

it.each([
  ['', 'a\n', '', 'a\n'],
  ['a\n', '', 'a\n', ''],
  ['a\nb\nc\n', 'a\nB\nc\n', 'b\n', 'B\n'],
  ['a\nb\nc\n', 'a\nc\n', 'b\n', ''],
  ['a\nc\n', 'a\nb\nc\n', '', 'b\n'],
  ['a\nb', 'a\nc', 'b', 'c'],
  ['\na', '\nb', 'a', 'b'],
  ['\n', 'a\n', '\n', 'a\n'],
  ['a\na\na\n', 'a\na\n', 'a\n', ''],
  ['\xc3\xa9\n', '\xc3\xa8\n', '\xc3\xa9\n', '\xc3\xa8\n'],
  ['a\nb\nc\nd\n', 'A\nb\nc\nD\n', 'a\nb\nc\nd\n', 'A\nb\nc\nD\n'],
])('%j becomes %j by whole lines', (before, after, taken, given) => {
  const edit = editBetween(before, after);
  expect([before.slice(edit.span.start, edit.span.end), edit.text]).toEqual([taken, given]);
  expect(applyEdits(before, [edit])).toBe(after);
});

it('any two texts', () => {
  const words = ['', 'a', 'b\n', '\n', 'a\nb', 'ab\n\n', 'b\na\n'];
  const texts = words.flatMap((one) => words.flatMap((two) => words.map((three) => one + two + three)));
  const wrong = texts.flatMap((before) =>
    texts.filter((after) => applyEdits(before, [editBetween(before, after)]) !== after).map((after) => [before, after]),
  );
  expect(wrong).toEqual([]);
});
