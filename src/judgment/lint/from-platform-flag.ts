import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';

/** The platform of the builder or of the target is what the flag is made for. */
export const fromPlatformFlag: LintRule = {
  id: 'from-platform-flag',
  level: 'warning',
  title: 'FROM --platform fixes the platform in the file',
  why: 'The image is then built for this platform whatever --platform asks for, and runs slowly or not at all on others.',
  aliases: ['DL3029'],
  *check({ stages }) {
    for (const { from } of stages) {
      const flag = flagOf(from, 'platform');
      const platform = flag?.value?.value ?? '';
      if (flag !== undefined && platform !== '' && !/(?:BUILD|TARGET)PLATFORM/.test(platform))
        yield { span: flag.span, subject: `${from.image.value} ${platform}` };
    }
  },
};
