import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellLiteralBrace: LintRule = {
  id: 'shell-literal-brace',
  level: 'warning',
  title: 'A brace is taken as it stands',
  why: 'The shell expands `{a,b}` and ends blocks with `}` behind `;`. Any other brace is plain text: often a `;` or a `$` is missing. Quotes say that it is meant.',
  aliases: ['SC1083'],
  check: (file, context) => remarked(file, context, { SC1083: undefined }),
};
