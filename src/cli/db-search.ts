import type { Command } from './parts/command.ts';
import { outputOptions } from './parts/option-groups.ts';

/** What the knowledge says of a flaw or a package. */
export const dbSearch = {
  id: 'db-search',
  summary: 'What the knowledge says of a flaw, by any of its ids, or of a package',
  operands: [{ name: 'CVE|PACKAGE' }],
  options: ['cacheDir', ...outputOptions],
  examples: [
    { line: 'plimsoll db search CVE-2021-44906', what: 'a flaw' },
    { line: 'plimsoll db search minimist', what: 'a package, in every ecosystem' },
  ],
  exits: { done: 'searched, also when nothing was found' },
  async run(session) {
    const answer = await session.answer('knowledge-search', 'table');
    await answer.write([await (await session.verbs()).searchKnowledge(session.operands[0]!)]);
    return 0;
  },
} as const satisfies Command;
