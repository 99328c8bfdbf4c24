/** What is known of a variable at one place of a Dockerfile. */
export type VariableValue =
  | { readonly state: 'set'; readonly value: string }
  /** Nothing gives it a value: it expands to nothing. */
  | { readonly state: 'unset' }
  /** Given from outside (`--build-arg`, the base image), or made from something that is. */
  | { readonly state: 'unknown' };

export const UNSET: VariableValue = { state: 'unset' };
export const UNKNOWN: VariableValue = { state: 'unknown' };

/** The variables at one place. Values hold one character for each byte. */
export interface Environment {
  get(name: string): VariableValue;
}

/** Just these variables; all others are unset. */
export function environmentOf(values: Iterable<readonly [name: string, value: string]>): Environment {
  const known = new Map([...values].map(([name, value]) => [name, { state: 'set', value } as const]));
  return { get: (name) => known.get(name) ?? UNSET };
}
