import type { KeyValue } from '../../model/dockerfile.ts';

/** What is known of a variable at one place of a Dockerfile. */
export type VariableValue = (
  | { readonly state: 'set'; readonly value: string }
  /** Nothing gives it a value: it expands to nothing. */
  | { readonly state: 'unset' }
  /** Given from outside (`--build-arg`, the base image), or made from something that is. */
  | { readonly state: 'unknown' }
) & {
  /** The ARG or ENV that is in force. */
  readonly pair?: KeyValue;
};

export const UNSET: VariableValue = { state: 'unset' };
export const UNKNOWN: VariableValue = { state: 'unknown' };

/** The variables at one place. Values hold one character for each byte. */
export interface Environment {
  get(name: string): VariableValue;
}
