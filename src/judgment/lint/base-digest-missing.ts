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
  fix: {
    safety: 'suggested',
    summary: 'name the digest that the tag means now',
    edits({ subject = '' }, file, context) {
      const digest = context.base(subject)?.digest;
      if (digest === undefined) return [];
      // Everywhere at once. What variables or quotes are part of is for its author to pin.
      return [...foreignImages(file, context)]
        .map(({ span }) => span)
        .filter(({ start, end }) => file.source.slice(start, end) === subject)
        .map(({ end }) => ({ span: { start: end, end }, text: `@${digest}` }));
    },
  },
};
