import type { Command } from './parts/command.ts';
import { findCommand } from './parts/find-command.ts';
import { commandHelp, programHelp } from './parts/help-text.ts';

/** How the program or one command is used. */
export const help = {
  id: 'help',
  summary: 'How the program or one of its commands is used',
  operands: [{ name: 'COMMAND', count: 'any' }],
  options: [],
  examples: [{ line: 'plimsoll help scan', what: 'the same as plimsoll scan --help' }],
  async run(session) {
    const { operands, commands } = session;
    const { width } = session.config.terminal.view;
    if (operands.length > 0) {
      const { command } = findCommand(operands, commands);
      await session.print(commandHelp(await command.load(), width));
    } else await session.print(programHelp(await Promise.all(commands.map((command) => command.load())), width));
    return 0;
  },
} as const satisfies Command;
