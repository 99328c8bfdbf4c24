import type { ArgInstruction, FromInstruction, Instruction, Stage } from '../../model/dockerfile.ts';
import { decodeUtf8 } from './characters.ts';
import { valueIn } from './expand.ts';
import { globalDefinitionsOf, globalEnvironmentAt } from './global-args.ts';

/** Cuts the instructions into stages, and finds the earlier stage that each builds on, ARGs at their defaults. */
export function stagesOf(
  instructions: readonly Instruction[],
  globalArgs: readonly ArgInstruction[],
  escapeChar: string,
): Stage[] {
  const definitions = globalDefinitionsOf(globalArgs, escapeChar, new Map());
  const byName = new Map<string, number>();
  const stages: Stage[] = [];
  let start = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  while (start >= 0 && start < instructions.length) {
    const from = instructions[start] as FromInstruction;
    let end = start + 1;
    while (end < instructions.length && instructions[end]!.keyword !== 'FROM') end += 1;
    const image = valueIn(from.image, globalEnvironmentAt(definitions, from.span.start, new Map()), escapeChar);
    // FROM compares letters as they are, and names are kept in lower case; COPY --from ignores case.
    const parent = image.state === 'set' ? byName.get(decodeUtf8(image.value)) : undefined;
    const name = from.as?.name.value.toLowerCase();
    const index = stages.length;
    stages.push({
      index,
      from,
      instructions: instructions.slice(start + 1, end),
      ...(name === undefined ? {} : { name }),
      ...(parent === undefined ? {} : { parent }),
    });
    if (name !== undefined) byName.set(name, index);
    start = end;
  }
  return stages;
}
