import type { LintRule } from '../../model/lint.ts';
import { foreignImages } from './parts/base-images.ts';
import { successorOf } from './parts/discontinued-images.ts';

/** How long before the end people hear of it. */
const NOTICE_DAYS = 90;
const DAY_MS = 86_400_000;

export const baseEndOfLife: LintRule = {
  id: 'base-end-of-life',
  level: 'warning',
  title: 'The base image is not supported any more',
  why: 'After the end of life no flaw of the base is mended, and no advisory says that it has one: scans stay quiet while the image grows old.',
  aliases: [],
  *check(file, context) {
    const seen = new Set<string>();
    for (const { text, reference, span } of foreignImages(file, context)) {
      if (seen.has(text)) continue;
      seen.add(text);
      const end = context.base(text)?.endOfLife;
      const successor = successorOf(reference);
      if (end === undefined && successor !== undefined)
        yield { span, subject: text, message: `${text} is not built any more: ${successor} took its place` };
      if (end === undefined || end === false) continue;
      if (end === true) yield { span, subject: text, message: `${text} is not supported any more` };
      else {
        const days = (Date.parse(end) - context.now.getTime()) / DAY_MS;
        if (days < 0) yield { span, subject: text, message: `${text} has had no support since ${end}` };
        else if (days <= NOTICE_DAYS)
          yield { span, subject: text, level: 'info', message: `Support of ${text} ends on ${end}` };
      }
    }
  },
};
