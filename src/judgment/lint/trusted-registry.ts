import type { LintRule } from '../../model/lint.ts';
import { foreignBases } from './parts/images.ts';

/** Names of the registry that an image without one comes from. */
const HUB = ['docker.io', 'hub.docker.com', 'index.docker.io', 'registry-1.docker.io'];

export const trustedRegistry: LintRule = {
  id: 'trusted-registry',
  level: 'error',
  title: 'The base image comes from a registry that is not trusted',
  why: 'The configuration names the registries that images may come from; this one is not among them.',
  aliases: ['DL3026'],
  *check(file, { trustedRegistries }) {
    if (trustedRegistries.length === 0) return;
    const patterns = trustedRegistries.map((name) => name.toLowerCase());
    for (const { from, image } of foreignBases(file)) {
      const { registry, repository } = image;
      if ((registry ?? repository).includes('$')) continue;
      const names = registry === undefined || HUB.includes(registry.toLowerCase()) ? HUB : [registry.toLowerCase()];
      if (patterns.some((pattern) => names.some((name) => matches(pattern, name)))) continue;
      const host = registry ?? 'docker.io';
      yield {
        span: from.image.span,
        subject: from.image.value,
        message: `The registry ${host} is not among the trusted ones`,
      };
    }
  },
};

/** `*` at either end stands for anything. */
function matches(pattern: string, name: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
