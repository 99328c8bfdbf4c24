import type { Command } from './parts/command.ts';
import { outputOptions } from './parts/option-groups.ts';

/** How old the knowledge in use is. */
export const dbStatus = {
  id: 'db-status',
  summary: 'Which knowledge is in use, how old it is, and what each feed gave',
  operands: [],
  options: ['cacheDir', ...outputOptions],
  examples: [{ line: 'plimsoll db status', what: 'the knowledge that the next scan uses' }],
  async run(session) {
    const answer = await session.answer('knowledge-status', 'table');
    await answer.write([await (await session.verbs()).knowledgeStatus()]);
    return 0;
  },
} as const satisfies Command;
