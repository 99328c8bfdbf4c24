import type { Flag, Instruction } from '../../../model/dockerfile.ts';

/** The first flag of a name. */
export function flagOf({ flags }: Pick<Instruction, 'flags'>, name: string): Flag | undefined {
  return flags.find((flag) => flag.name === name);
}
