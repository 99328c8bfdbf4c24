import type { LintContext, LintRule } from '../../model/lint.ts';
import { baseImageOf, type ForeignImage, officialFamilyOf } from './parts/base-images.ts';
import { finalStages } from './parts/final-image.ts';
import { smallerTags } from './parts/image-families.ts';

export const baseSmaller: LintRule = {
  id: 'base-smaller',
  level: 'info',
  title: 'The base image has a smaller variant',
  why: 'The full variants of official images carry compilers, headers and hundreds of packages for whoever might need them. Each is downloaded, stored and has flaws of its own; slim, Alpine and distroless variants leave them out.',
  aliases: [],
  *check(file, context) {
    const [first] = finalStages(file);
    const base = first && baseImageOf(first, context);
    if (base === undefined) return;
    const smaller = variantsOf(base, context);
    if (smaller.length === 0) return;
    const message = `${withoutDigest(base.text)} has smaller variants: ${smaller.join(', ')}`;
    yield { span: base.span, subject: withoutDigest(base.text), message };
  },
  fix: {
    safety: 'suggested',
    summary: 'take the slim variant',
    edits({ span }, file, context) {
      const stage = file.stages.find(({ from }) => from.image.span.start === span.start);
      const base = stage && baseImageOf(stage, context);
      if (base === undefined || !base.isLiteral || base.reference.digest !== undefined) return [];
      const family = officialFamilyOf(base.reference);
      const { slim } = (family && smallerTags(family, base.reference.tag ?? 'latest')) || {};
      if (slim === undefined) return [];
      const { raw } = stage!.from.image;
      const name = raw.replace(/:[\w.-]+$/, '');
      return /^[\w./-]+$/.test(name) ? [{ span, text: `${name}:${slim}` }] : [];
    },
  },
};

/** What is known of the image itself is better than what is known of its family. */
function variantsOf({ text, reference }: ForeignImage, context: LintContext): readonly string[] {
  const known = context.base(text)?.smaller;
  if (known !== undefined) return known.slice(0, 3);
  const family = officialFamilyOf(reference);
  const tags = family === undefined ? undefined : smallerTags(family, reference.tag ?? 'latest');
  if (tags === undefined) return [];
  const name = withoutDigest(text).replace(/:[\w.-]+$/, '');
  const own = [tags.slim, tags.alpine].filter((tag) => tag !== undefined).map((tag) => `${name}:${tag}`);
  return tags.distroless === undefined ? own : [...own, `${tags.distroless}… (no shell)`];
}

function withoutDigest(text: string): string {
  return text.replace(/@.*$/s, '');
}
