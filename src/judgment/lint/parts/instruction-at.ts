import type { Dockerfile, Instruction } from '../../../model/dockerfile.ts';

/** The instruction that holds a byte, or else the next one behind it. */
export function instructionFrom({ instructions }: Dockerfile, at: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instructions[middle]!.span.end > at) high = middle;
    else low = middle + 1;
  }
  return instructions[low];
}

/** The instruction that holds a byte. */
export function instructionAt(file: Dockerfile, at: number): Instruction | undefined {
  const found = instructionFrom(file, at);
  return found !== undefined && found.span.start <= at ? found : undefined;
}
