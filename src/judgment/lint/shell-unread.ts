import type { LintRule } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';
import { LONGEST_SHELL_TEXT } from './parts/shell-reader.ts';
import { shellTextOf } from './parts/shells.ts';

export const shellUnread: LintRule = {
  id: 'shell-unread',
  level: 'warning',
  title: 'The command is too long to be looked into',
  why: 'Rules about commands say nothing here, which must not be taken for approval. A script that is copied in can be read, tested and reviewed on its own.',
  aliases: [],
  *check(file) {
    for (const instruction of eachInstruction(file)) {
      const { length = 0 } = shellTextOf(instruction)?.text ?? {};
      if (length <= LONGEST_SHELL_TEXT) continue;
      yield { span: instruction.keywordSpan, message: `The command has ${length} bytes: it is not looked into` };
    }
  },
};
