import { expect, it } from 'vitest';
import type { Edit } from '../../../model/dockerfile.ts';
import type { LintFinding } from '../../../model/lint.ts';
import { chooseFixes } from './fixes.ts';

const edit = (start: number, end: number, text = ''): Edit => ({ span: { start, end }, text });
const finding = (...edits: readonly Edit[]) =>
  ({ fix: { safety: 'safe', summary: 's', edits } }) as unknown as LintFinding;
const chosen = (...fixes: readonly (readonly Edit[])[]) =>
  chooseFixes(
    fixes.map((edits) => finding(...edits)),
    () => true,
  ).edits.map(({ span }) => [span.start, span.end]);

it.each([
  [
    'apart',
    [[edit(0, 2)], [edit(4, 6)]],
    [
      [0, 2],
      [4, 6],
    ],
  ],
  [
    'touching',
    [[edit(0, 2)], [edit(2, 4)]],
    [
      [0, 2],
      [2, 4],
    ],
  ],
  ['overlapping: the first wins', [[edit(0, 3)], [edit(2, 4)]], [[0, 3]]],
  ['a fix is made whole or not at all', [[edit(4, 6)], [edit(0, 1), edit(5, 7)]], [[4, 6]]],
  ['two insertions at one place', [[edit(2, 2, 'a')], [edit(2, 2, 'b')]], [[2, 2]]],
  ['an insertion in what goes', [[edit(0, 4)], [edit(2, 2, 'b')]], [[0, 4]]],
  [
    'sorted',
    [[edit(6, 7), edit(0, 1)], [edit(3, 4)]],
    [
      [0, 1],
      [3, 4],
      [6, 7],
    ],
  ],
])('%s', (_, fixes, expected) => {
  expect(chosen(...fixes)).toEqual(expected);
});

it('leaves out what is not wanted', () => {
  expect(chooseFixes([finding(edit(0, 1))], () => false)).toEqual({ edits: [], fixed: [] });
});
