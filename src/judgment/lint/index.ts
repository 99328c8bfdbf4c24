import type { AnyRule } from './parts/any-rule.ts';
import { syntaxError } from './syntax-error.ts';
import { unusedPragma } from './unused-pragma.ts';

/** Every rule about Dockerfiles, sorted. */
export const lintRules = [syntaxError, unusedPragma] as const satisfies readonly AnyRule[];
