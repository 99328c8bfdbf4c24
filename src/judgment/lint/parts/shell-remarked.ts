import type { Dockerfile } from '../../../model/dockerfile.ts';
import type { LintContext, LintLevel, Violation } from '../../../model/lint.ts';
import { scansOf } from './shell-scans.ts';

/** Cases that are worse than the rule that they belong to. */
const LEVELS: Readonly<Record<string, LintLevel>> = { SC1012: 'warning', SC1097: 'error' };

/** What reading the shell texts turned up under these codes, and how each case is put. */
export function* remarked(
  file: Dockerfile,
  context: Pick<LintContext<unknown>, 'shell'>,
  messages: Readonly<Record<string, string | undefined>>,
): Iterable<Violation> {
  for (const scan of scansOf(file, context))
    for (const { code, start, end } of scan.tree.remarks) {
      if (!Object.hasOwn(messages, code)) continue;
      const message = messages[code];
      const level = LEVELS[code];
      yield {
        span: scan.spanOf({ start, end }),
        subject: scan.text.text.slice(start, end),
        alias: code,
        ...(message && { message }),
        ...(level && { level }),
      };
    }
}
