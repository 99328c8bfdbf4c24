import type { CopyInstruction, Dockerfile, Instruction, RunInstruction } from '../../../model/dockerfile.ts';

/** Every instruction, and the trigger in place of its ONBUILD. */
export function* eachInstruction(file: { readonly instructions: readonly Instruction[] }): Iterable<Instruction> {
  for (const one of file.instructions) {
    if (one.keyword !== 'ONBUILD') yield one;
    else if (one.trigger !== undefined) yield one.trigger;
  }
}

/** Every RUN, also behind ONBUILD. */
export function* eachRun(file: Pick<Dockerfile, 'instructions'>): Iterable<RunInstruction> {
  for (const one of eachInstruction(file)) if (one.keyword === 'RUN') yield one;
}

/** Every COPY and ADD, also behind ONBUILD. */
export function* eachCopy(file: Pick<Dockerfile, 'instructions'>): Iterable<CopyInstruction> {
  for (const one of eachInstruction(file)) if (one.keyword === 'COPY' || one.keyword === 'ADD') yield one;
}
