import type { LintRule } from '../../model/lint.ts';
import { foreignImages } from './parts/base-images.ts';

export const baseDigestMissing: LintRule = {
  id: 'base-digest-missing',
  level: 'info',
  title: 'The image is named by a tag, not by its digest',
  why: 'A tag moves: the same Dockerfile builds on other bytes tomorrow, and nobody sees the difference. With `name:tag@sha256:…` a build is repeatable, and a change of the base is a change of the file that can be reviewed.',
  aliases: [],
  *check(file, context) {
    const seen = new Set<string>();
    for (const { text, reference, span } of foreignImages(file, context)) {
      if (reference.digest !== undefined || seen.has(text)) continue;
      seen.add(text);
      yield { span, subject: text, message: `${text} is a tag that moves: its digest is missing` };
    }
  },
};
