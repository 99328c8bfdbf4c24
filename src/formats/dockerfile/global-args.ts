import type { ArgInstruction, KeyValue } from '../../model/dockerfile.ts';
import { encodeUtf8 } from './characters.ts';
import { type Environment, UNKNOWN, UNSET, type VariableValue } from './environment.ts';
import { valueIn } from './expand.ts';

/** What BuildKit knows of the platforms without being told: in force before the first FROM, and in a stage that names them by ARG. */
export const PLATFORM_ARGS: readonly string[] = [
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDOSVERSION',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETOSVERSION',
  'TARGETARCH',
  'TARGETVARIANT',
  'TARGETSTAGE',
];

/** What may be given to a build without an ARG, in either case of letters; a RUN sees it, the Dockerfile itself does not. */
export const PROXY_ARGS: readonly string[] = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'FTP_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
].flatMap((name) => [name, name.toLowerCase()]);

/** Values given to a build (`--build-arg`). */
export type BuildArgs = ReadonlyMap<string, string>;

/** A variable's value since a place of the file. */
export interface Definition {
  readonly since: number;
  readonly value: VariableValue;
  readonly pair: KeyValue;
}

/** All values that a name is given, in the order of the file. */
export type Definitions = ReadonlyMap<string, readonly Definition[]>;

export function define(definitions: Map<string, Definition[]>, name: string, definition: Definition): void {
  const known = definitions.get(name);
  if (known === undefined) definitions.set(name, [definition]);
  else known.push(definition);
}

/** The last definition before a place. */
export function definitionBefore(definitions: Definitions, name: string, place: number): Definition | undefined {
  const known = definitions.get(name) ?? [];
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (known[middle]!.since < place) low = middle + 1;
    else high = middle;
  }
  return known[low - 1];
}

/** The values of the ARGs before the first FROM: given ones, else their defaults; unknown where there is neither. */
export function globalDefinitionsOf(
  args: readonly ArgInstruction[],
  escapeChar: string,
  given: BuildArgs,
): Definitions {
  const definitions = new Map<string, Definition[]>();
  for (const { pairs } of args)
    for (const pair of pairs) {
      const environment = globalEnvironmentAt(definitions, pair.span.start, given);
      const value =
        givenValue(given, pair.key.value) ?? (pair.value ? valueIn(pair.value, environment, escapeChar) : UNKNOWN);
      define(definitions, pair.key.value, { since: pair.span.start, value, pair });
    }
  return definitions;
}

export function givenValue(given: BuildArgs, name: string): VariableValue | undefined {
  const value = given.get(name);
  return value === undefined ? undefined : { state: 'set', value: encodeUtf8(value) };
}

/** The variables that a FROM at this place sees. */
export function globalEnvironmentAt(definitions: Definitions, place: number, given: BuildArgs): Environment {
  return {
    get(name) {
      const definition = definitionBefore(definitions, name, place);
      if (definition !== undefined) return { ...definition.value, pair: definition.pair };
      return PLATFORM_ARGS.includes(name) ? (givenValue(given, name) ?? UNKNOWN) : UNSET;
    },
  };
}
