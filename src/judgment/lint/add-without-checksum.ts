import type { LintRule } from '../../model/lint.ts';
import { eachCopy } from './parts/each-instruction.ts';

export const addWithoutChecksum: LintRule = {
  id: 'add-without-checksum',
  level: 'info',
  title: 'ADD takes a file from the net without a checksum',
  why: 'Whatever the server sends is built in: a changed or broken file goes unnoticed, and the build cannot be repeated. `ADD --checksum=sha256:…` ends the build when the bytes are others.',
  aliases: [],
  *check(file, context) {
    for (const copy of eachCopy(file)) {
      if (copy.keyword !== 'ADD' || copy.flags.some(({ name }) => name === 'checksum')) continue;
      for (const { raw, value, span } of copy.sources) {
        const address = context.expand(raw, copy) ?? value;
        if (!/^(?:https?|ftp):\/\//i.test(address) || isFixed(address)) continue;
        const isOpen = /^(?:http|ftp):/i.test(address);
        const level = isOpen ? { level: 'warning' as const } : {};
        yield {
          span,
          subject: address,
          ...level,
          message: isOpen ? 'The file comes unencrypted and without a checksum' : undefined,
        };
      }
    }
  },
};

/** A commit is its own checksum; a tag of a repository of git is as good as the version of a package. */
function isFixed(address: string): boolean {
  const [, ref] = /\.git(?:#|\?(?:.{0,200}&)?(?:ref|tag)=)([^:&]+)/.exec(address) ?? [];
  return /(?:^|[^0-9a-f])[0-9a-f]{40}(?:$|[^0-9a-f])/.test(address) || (ref !== undefined && !BRANCH.test(ref));
}

const BRANCH = /^(?:refs\/heads\/.*|main|master|develop|dev|trunk|head)$/i;
