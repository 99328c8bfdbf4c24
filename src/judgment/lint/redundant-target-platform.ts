import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';

export const redundantTargetPlatform: LintRule = {
  id: 'redundant-target-platform',
  level: 'warning',
  title: 'FROM --platform=$TARGETPLATFORM says nothing',
  why: 'A stage is built for the target platform anyway; builders without that variable refuse the line.',
  aliases: ['DL3065', 'RedundantTargetPlatform'],
  *check({ stages }) {
    for (const { from } of stages) {
      const flag = flagOf(from, 'platform');
      if (flag?.value !== undefined && /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value.value))
        yield { span: flag.span, subject: from.image.value };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'remove the flag',
    edits({ span }, { source }) {
      const blanks = /^[ \t]*/.exec(source.slice(span.end, span.end + 200))?.[0].length ?? 0;
      return [{ span: { start: span.start, end: span.end + blanks }, text: '' }];
    },
  },
};
