import type { Dockerfile } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { inCaseOf } from './parts/keyword-case.ts';
import { labelsOf } from './parts/labels.ts';
import { oncePerFile } from './parts/once-per-file.ts';

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
      // A label that is there already would be overwritten, or overwrite this one.
      const isLabelled = labelledStages(file).has(instruction.stage);
      const isOneLine = words[0] !== undefined && !words[0].raw.includes('\n');
      if (isLabelled || !isOneLine) return [];
      const author = file.source.slice(argumentSpan.start, argumentSpan.end).replace(/^(["'])(.*)\1$/, '$2');
      return [
        {
          span: { start: span.start, end: argumentSpan.end },
          text: `${inCaseOf(keywordText, 'LABEL')} ${LABEL}="${quote(author, file.escape)}"`,
        },
      ];
    },
  },
};

/** Stages that name their authors by label. */
const labelledStages = oncePerFile(
  (file: Dockerfile) =>
    new Set([...labelsOf(file)].filter(({ key }) => key === LABEL).map(({ instruction }) => instruction.stage)),
);

/** So that the builder reads it again as it stands. */
function quote(text: string, escapeChar: string): string {
  return text.replace(/["$\\`]/g, (char) => ('"$'.includes(char) || char === escapeChar ? escapeChar + char : char));
}
