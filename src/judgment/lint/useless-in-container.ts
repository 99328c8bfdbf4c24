import type { LintRule } from '../../model/lint.ts';
import { eachCommand } from './parts/commands.ts';

const USELESS = new Set(['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']);

export const uselessInContainer: LintRule = {
  id: 'useless-in-container',
  level: 'info',
  title: 'The command does nothing lasting in a build',
  why: 'Processes, mounts and connections end with the RUN that made them, and nobody sits at the terminal: the image starts without them.',
  aliases: ['DL3001'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      const { name, nameSpan } = command;
      if (USELESS.has(name))
        yield { span: nameSpan, subject: name, message: `${name} does nothing lasting in a build` };
    }
  },
};
