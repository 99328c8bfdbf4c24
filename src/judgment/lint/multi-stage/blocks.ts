import type { Dockerfile, Instruction } from '../../../model/dockerfile.ts';

/** An instruction with the comments and empty lines above it: all lines of a file belong to one. */
export interface Block {
  readonly instruction: Instruction;
  /** Lines above, each with its break. */
  readonly above: string;
  /** Lines of the instruction, without the last break. */
  readonly text: string;
}

/** The blocks of a file, and what stands behind the last instruction. */
export function blocksOf({ source, instructions }: Dockerfile): {
  readonly blocks: readonly Block[];
  readonly rest: string;
} {
  let at = 0;
  const blocks = instructions.map((instruction) => {
    const { start, end } = instruction.span;
    const lineBreak = source.indexOf('\n', end);
    const next = lineBreak < 0 ? source.length : lineBreak + 1;
    const block = {
      instruction,
      above: source.slice(at, start),
      text: source.slice(start, next).replace(/\r?\n$/, ''),
    };
    at = next;
    return block;
  });
  return { blocks, rest: source.slice(at) };
}
