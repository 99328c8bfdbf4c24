import { scopeAt } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile, Instruction, VariableReference } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { hintGiver } from './parts/hints.ts';
import { oncePerFile } from './parts/once-per-file.ts';

/**
 * What a foreign base image sets is not known here. So behind one this speaks only of what was surely meant otherwise: a name that is one
 * slip away from one that the file sets, and an ARG from before the first FROM that the stage did not take over.
 */
export const undefinedVariable: LintRule = {
  id: 'undefined-variable',
  level: 'warning',
  title: 'Nothing sets the variable',
  why: 'It expands to nothing: paths lose a part, versions are empty, and the build goes on as if that were meant.',
  aliases: ['UndefinedVar'],
  *check(file) {
    const { globals, named } = namesOf(file);
    const hint = hintGiver();
    for (const instruction of file.instructions) {
      if (instruction.stage < 0) continue;
      const seen = new Set<string>();
      for (const { name, span } of variablesOf(instruction)) {
        if (seen.has(name) || name === ALWAYS) continue;
        seen.add(name);
        const { state, pair } = scopeAt(file, instruction).get(name);
        if (state === 'set' || pair !== undefined) continue;
        const isGlobal = globals.has(name);
        const meant = isGlobal ? undefined : hint(name, named.get(instruction.stage) ?? []);
        if (state === 'unknown' && !isGlobal && !isSlip(name, meant)) continue;
        const question = isGlobal
          ? `; ARG ${name} in this stage takes it over from above`
          : meant === undefined
            ? ''
            : `; did you mean ${meant}?`;
        yield { span, subject: name, message: `Nothing sets ${name}${question}` };
      }
    }
  },
};

/** Builders set it for every image that does not. */
const ALWAYS = 'PATH';

/** Names that the file sets: before the first FROM, and by stage. */
const namesOf = oncePerFile(({ globalArgs, stages }: Dockerfile) => {
  const globals = new Set(globalArgs.flatMap(({ pairs }) => pairs.map(({ key }) => key.value)));
  const named = new Map<number, readonly string[]>();
  for (const { index, parent, instructions } of stages) {
    const own = instructions.flatMap((one) =>
      one.keyword === 'ARG' || one.keyword === 'ENV' ? one.pairs.map(({ key }) => key.value) : [],
    );
    named.set(index, own.length === 0 && parent !== undefined ? (named.get(parent) ?? []) : own);
  }
  return { globals, named };
});

/** One letter too few, too many, or another, or two that changed places. Names that differ in a digit, or at the end, are different things. */
function isSlip(name: string, meant: string | undefined): boolean {
  if (meant === undefined || name.length < 5) return false;
  let from = 0;
  while (from < name.length && name[from] === meant[from]) from += 1;
  let tail = 0;
  while (tail < Math.min(name.length, meant.length) - from && name.at(-1 - tail) === meant.at(-1 - tail)) tail += 1;
  const own = name.slice(from, name.length - tail);
  const other = meant.slice(from, meant.length - tail);
  if (/\d/.test(own + other)) return false;
  if (own.length + other.length === 1) return true;
  if (own.length === 1 && other.length === 1) return tail > 0;
  return own.length === 2 && other === own[1]! + own[0]!;
}

/** Where the builder itself expands variables. */
function variablesOf(instruction: Instruction): readonly VariableReference[] {
  const flags = instruction.flags.flatMap(({ value }) => value?.variables ?? []);
  switch (instruction.keyword) {
    case 'COPY':
    case 'ADD':
      return [
        ...flags,
        ...instruction.sources.flatMap(({ variables }) => variables),
        ...(instruction.destination?.variables ?? []),
        ...instruction.heredocs.flatMap(({ variables }) => variables),
      ];
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      return instruction.pairs.flatMap(({ key, value }) => [...key.variables, ...(value?.variables ?? [])]);
    case 'EXPOSE':
    case 'VOLUME':
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
      return instruction.words.flatMap(({ variables }) => variables);
    default:
      return [];
  }
}
