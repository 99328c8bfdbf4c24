import type { LintRule } from '../../model/lint.ts';
import { foreignBases } from './parts/images.ts';

export const imageLatest: LintRule = {
  id: 'image-latest',
  level: 'warning',
  title: 'The base image is tagged latest',
  why: 'The tag moves: two builds of the same file give different images, and an update that breaks yours comes without notice.',
  aliases: ['DL3007', 'DS-0001', 'CKV_DOCKER_7', 'DKL-DI-0006'],
  *check(file) {
    for (const { from, image } of foreignBases(file))
      if (image.tag === 'latest' && image.digest === undefined)
        yield { span: from.image.span, subject: from.image.value };
  },
};
