import type { Dockerfile } from '../../../model/dockerfile.ts';
import type { LintContext, Violation } from '../../../model/lint.ts';
import { scansOf } from './shell-scans.ts';

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
      yield {
        span: scan.spanOf({ start, end }),
        subject: scan.text.text.slice(start, end),
        alias: code,
        ...(message && { message }),
      };
    }
}
