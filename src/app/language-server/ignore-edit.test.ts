import { expect, it } from 'vitest';
import { findings } from '../../../test/kit/lint.ts';
import { applyEdits } from '../../formats/dockerfile/apply-edits.ts';
import { parseDockerfile } from '../../formats/dockerfile/parse-dockerfile.ts';
import { noSudo } from '../../judgment/lint/no-sudo.ts';
import { ignoreEdit } from './ignore-edit.ts';

const OWN = '# plimsoll ignore=no-sudo';

it.each([
  ['above the instruction', 'FROM a\nRUN sudo /b\n', `FROM a\n${OWN}\nRUN sudo /b\n`],
  ['in the first line', 'RUN sudo /b', `${OWN}\nRUN sudo /b`],
  ['behind a byte order mark', '\ufeffRUN sudo /b', `\ufeff${OWN}\nRUN sudo /b`],
  ['as far in as the instruction', 'FROM a\n  RUN sudo /b\n', `FROM a\n  ${OWN}\n  RUN sudo /b\n`],
  ['with the line breaks of the file', 'FROM a\r\nRUN sudo /b\r\n', `FROM a\r\n${OWN}\r\nRUN sudo /b\r\n`],
  ['above all lines of it', 'FROM a\nRUN b && \\\n  sudo /c\n', `FROM a\n${OWN}\nRUN b && \\\n  sudo /c\n`],
  ['above one behind ONBUILD', 'FROM a\nONBUILD RUN sudo /b\n', `FROM a\n${OWN}\nONBUILD RUN sudo /b\n`],
  ['below other comments', 'FROM a\n# why\nRUN sudo /b\n', `FROM a\n# why\n${OWN}\nRUN sudo /b\n`],
  ['behind directives', '# syntax=a\nRUN sudo /b', `# syntax=a\n${OWN}\nRUN sudo /b`],
  [
    'above what has to stand right above',
    'FROM a\n# hadolint ignore=DL3008\nRUN sudo /b\n',
    `FROM a\n${OWN}\n# hadolint ignore=DL3008\nRUN sudo /b\n`,
  ],
  [
    'in a list that is there',
    'FROM a\n# plimsoll ignore=x, y \nRUN sudo /b\n',
    'FROM a\n# plimsoll ignore=x, y,no-sudo \nRUN sudo /b\n',
  ],
  [
    'not in one that tells a reason',
    'FROM a\n# plimsoll ignore=x because\nRUN sudo /b\n',
    `FROM a\n# plimsoll ignore=x because\n${OWN}\nRUN sudo /b\n`,
  ],
])('a comment %s', (_, before, after) => {
  const [finding] = findings(noSudo, before);
  const file = parseDockerfile(Buffer.from(before), 'Dockerfile');
  const { edit, isGlobal } = ignoreEdit(file, finding!);
  const text = Buffer.from(applyEdits(file.source, [edit]), 'latin1').toString();
  expect([text, isGlobal]).toEqual([after, false]);
  expect(findings(noSudo, text)).toEqual([]);
});

it.each([
  ['# a\nFROM b', 2, '# plimsoll global ignore=x\n# a\nFROM b'],
  ['\ufeff# a\nFROM b', 5, '\ufeff# plimsoll global ignore=x\n# a\nFROM b'],
  ['# syntax=a\r\n\r\nFROM b', 12, '# syntax=a\r\n# plimsoll global ignore=x\r\n\r\nFROM b'],
  ['# syntax=a', 0, '# syntax=a\n# plimsoll global ignore=x'],
  ['', 0, '# plimsoll global ignore=x\n'],
])('what no instruction holds is taken back in the whole file: %j', (before, at, after) => {
  const file = parseDockerfile(Buffer.from(before), 'Dockerfile');
  const [some] = findings(noSudo, 'RUN sudo /b');
  const { edit, isGlobal } = ignoreEdit(file, { ...some!, rule: 'x', span: { start: at, end: at } });
  expect([Buffer.from(applyEdits(file.source, [edit]), 'latin1').toString(), isGlobal]).toEqual([after, true]);
});
