import type { Instruction } from '../../../model/dockerfile.ts';

/** How many of the instructions begin before a place: the index of the one that begins there. They stand in the order of the file. */
export function instructionIndex(instructions: readonly Instruction[], start: number): number {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instructions[middle]!.span.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
