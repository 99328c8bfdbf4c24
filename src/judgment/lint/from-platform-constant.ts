import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';
import { parsePlatform } from './parts/platforms.ts';

/** A stage that has the platform in its name says that it is meant for this one. */
export const fromPlatformConstant: LintRule = {
  id: 'from-platform-constant',
  level: 'warning',
  title: 'FROM --platform is a constant',
  why: 'The stage is built for this platform whatever platform the image is built for, so that multi-platform builds mix them.',
  aliases: ['FromPlatformFlagConstDisallowed'],
  *check({ stages }) {
    for (const { from, name = '' } of stages) {
      const flag = flagOf(from, 'platform');
      if (flag?.value === undefined || flag.value.variables.length > 0) continue;
      const platform = parsePlatform(flag.value.value);
      if (platform === undefined || name.includes(platform.os) || name.includes(platform.architecture)) continue;
      yield { span: flag.value.span, subject: `${from.image.value} ${flag.value.value}` };
    }
  },
};
