import type { Command } from './parts/command.ts';

/** Which version this is. */
export const version = {
  id: 'version',
  summary: 'The version of the program',
  operands: [],
  options: [],
  examples: [{ line: 'plimsoll version', what: 'also plimsoll --version' }],
  async run(session) {
    await session.print(`plimsoll ${session.config.settings.toolVersion}\n`);
    return 0;
  },
} as const satisfies Command;
