import type { Command } from './parts/command.ts';
import { outputOptions } from './parts/option-groups.ts';

/** How old the knowledge in use is. */
export const dbStatus = {
  id: 'db-status',
  summary: 'Which knowledge is in use, how old it is, and what each feed gave',
  operands: [],
  options: ['verify', 'cacheDir', ...outputOptions],
  examples: [
    { line: 'plimsoll db status', what: 'the knowledge that the next scan uses' },
    { line: 'plimsoll db status --verify', what: 'read all of it and check every byte' },
  ],
  async run(session) {
    const answer = await session.answer('knowledge-status', 'table');
    await answer.write([await (await session.verbs()).knowledgeStatus(session.config.verify, session.signal)]);
    return 0;
  },
} as const satisfies Command;
