import type { Dockerfile, Edit, Instruction, Stage } from '../../../model/dockerfile.ts';
import { appendLines, insertLines } from './remove-lines.ts';

/** What only describes the image: it needs no right, and no file of its own. */
const DESCRIBING = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'EXPOSE', 'STOPSIGNAL', 'LABEL'];

/** Inserts lines where a stage has done its work: before CMD and what stands around it, with its comments. */
export function beforeStart(file: Dockerfile, { from, instructions }: Stage, lines: readonly string[]): Edit[] {
  let last: Instruction = from;
  let next: Instruction | undefined;
  for (const instruction of instructions)
    if (!DESCRIBING.includes(instruction.keyword)) [last, next] = [instruction, undefined];
    else next ??= instruction;
  if (next !== undefined) return [insertLines(file, aboveComments(file, next.span.start), lines)];
  // Behind an instruction that the end of the file cuts off they would become a part of it.
  const isCutOff = file.source.slice(0, last.span.end).trimEnd().endsWith(file.escape);
  return isCutOff ? [] : [appendLines(file, last.span.end, lines)];
}

function aboveComments({ source }: Dockerfile, at: number): number {
  let start = source.lastIndexOf('\n', at - 1) + 1;
  while (start > 0) {
    const previous = source.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(source.slice(previous, start))) return start;
    start = previous;
  }
  return start;
}
