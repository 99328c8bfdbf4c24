import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../formats/dockerfile/apply-edits.ts';
import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import { beforeStart } from './before-start.ts';
import { appendLines, insertLines, removeLines } from './remove-lines.ts';

const fileOf = (text: string) => parseDockerfile(Buffer.from(text), 'Dockerfile');

describe('removeLines', () => {
  it.each([
    { text: 'FROM a\n  CMD b\nRUN c\n', at: 1, left: 'FROM a\nRUN c\n' },
    { text: 'FROM a\r\nCMD b \\\r\n  c\r\n', at: 1, left: 'FROM a\r\n' },
    { text: 'FROM a\nCMD b', at: 1, left: 'FROM a' },
    { text: 'FROM a\r\nCMD b', at: 1, left: 'FROM a' },
    { text: 'FROM a', at: 0, left: '' },
  ])('takes an instruction out of $text', ({ text, at, left }) => {
    const file = fileOf(text);
    expect(applyEdits(file.source, [removeLines(file, file.instructions[at]!.span)])).toBe(left);
  });
});

describe('insertLines, appendLines', () => {
  it.each(['\n', '\r\n'])('use the line break of the file, %j', (lineBreak) => {
    const file = fileOf(['FROM a', 'RUN b', ''].join(lineBreak));
    const run = file.instructions[1]!.span;
    expect(applyEdits(file.source, [insertLines(file, run.start, ['X', 'Y'])])).toBe(
      ['FROM a', 'X', 'Y', 'RUN b', ''].join(lineBreak),
    );
    expect(applyEdits(file.source, [appendLines(file, run.end, ['X'])])).toBe(
      ['FROM a', 'RUN b', 'X', ''].join(lineBreak),
    );
  });
});

describe('beforeStart', () => {
  it.each([
    {
      text: 'FROM a\nRUN b\n\n# c\n# d\nEXPOSE 1\nCMD ["e"]\n',
      left: 'FROM a\nRUN b\n\nX\n# c\n# d\nEXPOSE 1\nCMD ["e"]\n',
    },
    { text: 'FROM a\nCMD ["b"]\nUSER c\n# d\n', left: 'FROM a\nCMD ["b"]\nUSER c\nX\n# d\n' },
    { text: 'FROM a', left: 'FROM a\nX' },
    { text: '# c\nFROM a\nCMD b', left: '# c\nFROM a\nX\nCMD b' },
    { text: 'FROM a\nRUN b \\', left: 'FROM a\nRUN b \\' },
  ])('finds where the work is done in $text', ({ text, left }) => {
    const file = fileOf(text);
    expect(applyEdits(file.source, beforeStart(file, file.stages[0]!, ['X']))).toBe(left);
  });
});
