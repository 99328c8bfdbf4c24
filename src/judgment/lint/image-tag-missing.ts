import type { LintRule } from '../../model/lint.ts';
import { foreignBases } from './parts/images.ts';

/** A name that begins with a variable may hold a tag, so nothing is said of it. */
export const imageTagMissing: LintRule = {
  id: 'image-tag-missing',
  level: 'warning',
  title: 'The base image has no tag',
  why: 'Without a tag it is whatever :latest happens to be on the day of the build, and nobody can tell later which image that was.',
  aliases: ['DL3006'],
  *check(file) {
    for (const { from, image } of foreignBases(file)) {
      const { repository, tag, digest } = image;
      if (tag === undefined && digest === undefined && !repository.startsWith('$'))
        yield { span: from.image.span, subject: from.image.value };
    }
  },
};
