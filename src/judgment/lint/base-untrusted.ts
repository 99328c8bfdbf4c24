import type { LintRule } from '../../model/lint.ts';
import { foreignImages } from './parts/base-images.ts';
import { isOfUnknownPublisher } from './parts/publishers.ts';

export const baseUntrusted: LintRule = {
  id: 'base-untrusted',
  level: 'info',
  title: 'Anybody could have published this image',
  why: 'In an open registry a name says nothing about who stands behind it, and whoever owns the account decides what your image is made of. Prefer official images and verified publishers, or pin the digest of what was looked at.',
  aliases: ['CIS-DI-0002'],
  *check(file, context) {
    // Whoever says which registries may be used has an answer of his own: trusted-registry.
    if (context.trustedRegistries.length > 0) return;
    const seen = new Set<string>();
    for (const { text, reference, span } of foreignImages(file, context)) {
      const name = `${reference.registry}/${reference.repository}`;
      if (seen.has(name) || reference.digest !== undefined || !isOfUnknownPublisher(reference)) continue;
      seen.add(name);
      yield {
        span,
        subject: name,
        message: `${text} is neither an official image nor of a publisher that is known here`,
      };
    }
  },
};
