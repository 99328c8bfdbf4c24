import type { CopyInstruction, Word } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { mayBeExtracted } from './parts/archives.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { inCaseOf } from './parts/keyword-case.ts';

/** ADD is for addresses and archives: sources of other kinds, also ones that nobody knows before the build, are for COPY. */
export const copyNotAdd: LintRule = {
  id: 'copy-not-add',
  level: 'error',
  title: 'ADD where COPY would do',
  why: 'ADD also downloads and takes archives apart, so that what arrives depends on what the name or the bytes look like. COPY just copies.',
  aliases: ['DL3020', 'DS-0005', 'CKV_DOCKER_4', 'CIS-DI-0009'],
  *check(file, context) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'ADD' || instruction.destination === undefined) continue;
      const plain = instruction.sources.find((source) => !isForAdd(source, instruction, context));
      if (plain !== undefined || instruction.sources.length === 0)
        yield { span: instruction.keywordSpan, subject: plain?.value ?? instruction.destination.value };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'use COPY',
    edits({ span }, file) {
      const add = instructionAt(file, span.start);
      if (add?.keyword !== 'ADD' || !add.sources.every(isPlainFile)) return [];
      if (!add.flags.every(({ name }) => COMMON_FLAGS.includes(name))) return [];
      return [{ span, text: inCaseOf(add.keywordText, 'COPY') }];
    },
  },
};

/** Flags that mean the same for both. */
const COMMON_FLAGS = ['chown', 'chmod', 'link', 'exclude'];

function isForAdd(source: Word, at: CopyInstruction, context: LintContext): boolean {
  const text = source.variables.length === 0 ? source.value : (context.expand(source.raw, at) ?? source.value);
  return isAddress(text) || mayBeExtracted(text);
}

/** Git over SSH too, as BuildKit knows it. */
function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/i.test(text);
}

/** A pattern may stand for archives, a variable for anything. */
function isPlainFile({ value, variables }: Word): boolean {
  return variables.length === 0 && !/[*?[]/.test(value) && !isAddress(value) && !mayBeExtracted(value);
}
