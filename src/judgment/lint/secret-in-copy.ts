import type { LintRule } from '../../model/lint.ts';
import { eachCopy } from './parts/each-instruction.ts';
import { secretIn } from './parts/secret-words.ts';
import { sensitiveFileOf } from './parts/sensitive-paths.ts';

export const secretInCopy: LintRule = {
  id: 'secret-in-copy',
  level: 'error',
  title: 'A file of secrets is copied into the image',
  why: 'Everybody who can pull the image can read it, also when a later command deletes it: the layer keeps it. At build time mount it (`--mount=type=secret`), at run time let the platform provide it.',
  aliases: ['DS-0031', 'CIS-DI-0010'],
  *check(file) {
    for (const { sources, heredocs } of eachCopy(file)) {
      for (const { bodySpan } of heredocs) {
        const secret = secretIn(file.source.slice(bodySpan.start, bodySpan.end));
        if (secret === undefined) continue;
        const span = { start: bodySpan.start + secret.start, end: bodySpan.start + secret.end };
        yield { span, subject: secret.what, message: `This is a secret: ${secret.what}` };
      }
      for (const { value, span } of sources) {
        const kind = sensitiveFileOf(value);
        if (kind === undefined) continue;
        yield { span, subject: value, message: `${value} usually holds ${kind.what}`, level: kind.level };
      }
    }
  },
};
