import type { LintRule } from '../../../model/lint.ts';

/** A rule, whatever its options are. */
export type AnyRule = Omit<LintRule<never>, 'options'> & { readonly options?: (raw: unknown) => unknown };
