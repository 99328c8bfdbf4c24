import type { LintRule } from '../../model/lint.ts';
import { foreignImages } from './parts/base-images.ts';

export const baseVulnerable: LintRule = {
  id: 'base-vulnerable',
  level: 'warning',
  title: 'The base image has known flaws',
  why: 'Every flaw of the base is a flaw of the image, whatever is built on it. A newer or smaller base is the smallest change that takes most of them away.',
  aliases: [],
  *check(file, context) {
    const seen = new Set<string>();
    for (const { text, span } of foreignImages(file, context)) {
      const flaws = seen.has(text) ? undefined : context.base(text)?.flaws;
      seen.add(text);
      if (flaws === undefined || flaws.critical + flaws.high === 0) continue;
      const { critical, high, scannedAt } = flaws;
      const counts = [critical > 0 && `${critical} critical`, high > 0 && `${high} high`].filter(Boolean).join(' and ');
      const isOne = critical + high === 1;
      yield {
        span,
        subject: text,
        message: `${text} has ${counts} ${isOne ? 'vulnerability' : 'vulnerabilities'} (scanned ${scannedAt.slice(0, 10)})`,
        level: critical > 0 ? 'warning' : 'info',
      };
    }
  },
};
