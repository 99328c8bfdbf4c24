import type { Dockerfile, Instruction, KeyValue, PairsInstruction, Stage } from '../../model/dockerfile.ts';
import { type Environment, UNKNOWN, UNSET, type VariableValue } from './environment.ts';
import { expand, valueIn } from './expand.ts';
import {
  type BuildArgs,
  type Definition,
  define,
  definitionBefore,
  givenValue,
  globalDefinitionsOf,
  globalEnvironmentAt,
  PLATFORM_ARGS,
} from './global-args.ts';

/** Stages built on stages built on stages: what is set further down is not looked for. */
const DEEPEST = 100;

/** The variables of a file at each of its places. */
export interface Scopes {
  /** What an instruction sees: what stands before it. The trigger of an ONBUILD sees what the ONBUILD sees. */
  at(instruction: Instruction): Environment;
}

const scopes = new WeakMap<Dockerfile, Scopes>();

/** The variables that an instruction sees when nothing is given to the build. Worked out once for each file. */
export function scopeAt(file: Dockerfile, instruction: Instruction): Environment {
  const known = scopes.get(file) ?? scopesOf(file);
  scopes.set(file, known);
  return known.at(instruction);
}

/**
 * Works out all variables of a file from its ARGs and ENVs in one pass. A stage begins with the variables of the stage that it builds on; what
 * a foreign base image sets is unknown. Source: Docker's reference of Dockerfiles, ARG and ENV; where both name a variable the later one is in
 * force, as BuildKit has it.
 */
export function scopesOf(file: Dockerfile, given: BuildArgs = new Map()): Scopes {
  const globals = globalDefinitionsOf(file.globalArgs, file.escape, given);
  const stages: {
    readonly definitions: Map<string, Definition[]>;
    readonly stage: Stage;
    readonly base: VariableValue;
  }[] = [];
  const environmentAt = (stage: number, place: number): Environment =>
    stage < 0 ? globalEnvironmentAt(globals, place, given) : { get: (name) => look(stage, place, name) };

  const look = (from: number, place: number, name: string): VariableValue => {
    let index = from;
    for (let depth = 0; depth < DEEPEST; depth++) {
      const { definitions, stage, base } = stages[index]!;
      const definition = definitionBefore(definitions, name, index === from ? place : Number.POSITIVE_INFINITY);
      if (definition !== undefined) return { ...definition.value, pair: definition.pair };
      if (stage.parent === undefined) return base;
      index = stage.parent;
    }
    return UNKNOWN;
  };

  const argValue = (pair: KeyValue, stage: number): VariableValue => {
    const { key, value, span } = pair;
    const environment = environmentAt(stage, span.start);
    return givenValue(given, key.value) ?? (value ? valueIn(value, environment, file.escape) : globalOf(key.value));
  };

  const globalOf = (name: string): VariableValue =>
    globals.has(name) || PLATFORM_ARGS.includes(name)
      ? globalEnvironmentAt(globals, Number.POSITIVE_INFINITY, given).get(name)
      : UNKNOWN;

  for (const stage of file.stages) {
    const image = expand(file, stage.from.image, globalEnvironmentAt(globals, stage.from.span.start, given));
    const definitions = new Map<string, Definition[]>();
    stages.push({ definitions, stage, base: image === 'scratch' ? UNSET : UNKNOWN });
    for (const instruction of stage.instructions)
      if (instruction.keyword === 'ARG')
        for (const pair of instruction.pairs)
          define(definitions, pair.key.value, { since: pair.span.start, value: argValue(pair, stage.index), pair });
      else if (instruction.keyword === 'ENV')
        setAll(definitions, instruction, environmentAt(stage.index, instruction.span.start), file.escape);
  }
  return {
    at: ({ stage, span, keyword }) => environmentAt(keyword === 'FROM' ? -1 : stage, span.start),
  };
}

/** The pairs of one ENV do not see each other. */
function setAll(
  definitions: Map<string, Definition[]>,
  { pairs }: PairsInstruction,
  environment: Environment,
  escapeChar: string,
): void {
  for (const pair of pairs) {
    const name = valueIn(pair.key, environment, escapeChar);
    if (name.state !== 'set') continue;
    const value = pair.value === undefined ? UNKNOWN : valueIn(pair.value, environment, escapeChar);
    define(definitions, name.value, { since: pair.span.start, value, pair });
  }
}
