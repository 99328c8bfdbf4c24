import type { Command } from './parts/command.ts';
import { imageOptions, outputOptions } from './parts/option-groups.ts';

/** Why a flaw is reported for an image, or why not. */
export const explain = {
  id: 'explain',
  summary: 'Why a flaw is, or is not, reported for an image: what was compared, and which record says so',
  operands: [{ name: 'IMAGE' }, { name: 'ID' }],
  options: [...imageOptions, ...outputOptions],
  examples: [{ line: 'plimsoll explain image.tar CVE-2023-4911', needs: 'archive', what: 'by any id of the flaw' }],
  exits: { done: 'explained, whatever the verdict' },
  async run(session) {
    const [image, id] = session.operands;
    const answer = await session.answer('explanation', 'table');
    const verbs = await session.verbs();
    await answer.write(await verbs.explain(image!, id!, session.signal));
    return 0;
  },
} as const satisfies Command;
