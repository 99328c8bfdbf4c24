import type { LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { inCaseOf } from './parts/keyword-case.ts';

const LABEL = 'org.opencontainers.image.authors';

export const maintainerDeprecated: LintRule = {
  id: 'maintainer-deprecated',
  level: 'error',
  title: 'MAINTAINER is deprecated',
  why: 'It fills a field that few tools show, and takes one author only; builders may drop it. A label is seen by docker inspect and registries.',
  aliases: ['DL4000', 'MaintainerDeprecated', 'DS-0022', 'CKV_DOCKER_6'],
  *check({ instructions }) {
    for (const { keyword, keywordSpan } of instructions) if (keyword === 'MAINTAINER') yield { span: keywordSpan };
  },
  fix: {
    safety: 'safe',
    summary: `use LABEL ${LABEL}`,
    edits({ span }, file) {
      const instruction = instructionAt(file, span.start);
      if (instruction?.keyword !== 'MAINTAINER' || instruction.stage < 0) return [];
      const { keywordText, words, argumentSpan } = instruction;
      const stage = file.stages[instruction.stage]!;
      // A label that is there already would be overwritten, or overwrite this one.
      const isLabelled = stage.instructions.some(
        (one) => one.keyword === 'LABEL' && one.pairs.some(({ key }) => key.value === LABEL),
      );
      const isOneLine = words[0] !== undefined && !words[0].raw.includes('\n');
      if (isLabelled || !isOneLine) return [];
      const author = file.source.slice(argumentSpan.start, argumentSpan.end).replace(/^(["'])(.*)\1$/, '$2');
      const quoted = author.replace(/["$\\`]/g, (char) =>
        char === '`' && file.escape !== '`'
          ? char
          : char === '\\' && file.escape === '`'
            ? char
            : `${file.escape}${char}`,
      );
      return [
        {
          span: { start: span.start, end: argumentSpan.end },
          text: `${inCaseOf(keywordText, 'LABEL')} ${LABEL}="${quoted}"`,
        },
      ];
    },
  },
};
