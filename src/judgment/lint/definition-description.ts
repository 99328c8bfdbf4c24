import type { Comment, Dockerfile, Instruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { oncePerFile } from './parts/once-per-file.ts';

/** What builders show as help for `--target` and `--build-arg`: the last comment line right above, which begins with the name. */
export const definitionDescription: LintRule = {
  id: 'definition-description',
  level: 'style',
  title: 'The comment above is no description of what is defined here',
  why: 'docker build --call=outline shows comments that begin with the name of the stage or argument; this one it passes over.',
  aliases: ['InvalidDefinitionDescription'],
  isOptIn: true,
  *check(file) {
    for (const instruction of file.instructions) {
      const names = namesOf(instruction);
      const comment = names.length === 0 ? undefined : commentAbove(file, instruction);
      if (comment === undefined || names.includes(comment.text.split(' ', 1)[0]!)) continue;
      const example = names.length === 1 ? names[0]! : '<name>';
      yield {
        span: comment.span,
        subject: names.join(' '),
        message: `A description begins with the name: # ${example} …`,
      };
    }
  },
};

function namesOf(instruction: Instruction): readonly string[] {
  if (instruction.keyword === 'ARG') return instruction.pairs.map(({ key }) => key.value);
  return instruction.keyword === 'FROM' && instruction.as !== undefined
    ? [instruction.as.name.value.toLowerCase()]
    : [];
}

function commentAbove(file: Dockerfile, { span }: Instruction): Comment | undefined {
  const lineStart = file.source.lastIndexOf('\n', span.start - 1) + 1;
  return commentsByEnd(file).get(file.source[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1);
}

/** Where a comment's line ends, there its last byte stands. */
const commentsByEnd = oncePerFile(
  ({ comments }: Dockerfile) => new Map(comments.map((comment) => [comment.span.end, comment])),
);
