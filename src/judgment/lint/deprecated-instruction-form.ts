import type { LintRule } from '../../model/lint.ts';
import { eachCopy } from './parts/each-instruction.ts';

/** Forms that have a successor. MAINTAINER, `ENV key value` and empty continuation lines have rules of their own. */
export const deprecatedInstructionForm: LintRule = {
  id: 'deprecated-instruction-form',
  level: 'warning',
  title: 'This form was replaced by another',
  why: 'Docker keeps such forms only for old files: a frontend that is not maintained any more, or a protocol that servers have switched off, ends the build one day.',
  aliases: [],
  *check(file, context) {
    for (const { name, value, valueSpan } of file.directives) {
      const tag = name === 'syntax' ? /^(?:docker\.io\/)?docker\/dockerfile:(\S+)$/.exec(value)?.[1] : undefined;
      if (tag === undefined || !/(?:^|-)(?:experimental|labs-rc\d*)$|^1\.0(?:[.-]|$)/.test(tag)) continue;
      const message = `docker/dockerfile:${tag} is not maintained any more: take docker/dockerfile:1`;
      yield { span: valueSpan, subject: 'syntax', message };
    }
    for (const copy of eachCopy(file)) {
      if (copy.keyword !== 'ADD') continue;
      for (const { raw, span } of copy.sources) {
        if (!/^git:\/\//i.test(context.expand(raw, copy) ?? raw)) continue;
        yield {
          span,
          subject: 'git://',
          message: 'git:// is neither encrypted nor served by most hosts any more: take https://',
        };
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'write the form of today',
    edits({ span, subject }, { source }) {
      const text = source.slice(span.start, span.end);
      if (subject === 'syntax') return [{ span, text: text.replace(/:[^:]*$/, ':1') }];
      return /^git:/i.test(text) ? [{ span: { start: span.start, end: span.start + 3 }, text: 'https' }] : [];
    },
  },
};
