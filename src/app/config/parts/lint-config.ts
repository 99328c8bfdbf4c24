import type { CustomRuleText } from '../../../judgment/lint/parts/custom-rule.ts';
import type { LabelType, LintLevel } from '../../../model/lint.ts';
import type { OptionValues } from '../options.ts';
import type { GivenOptions } from './given.ts';

/** All that was said about linting; frozen. */
export interface LintConfig {
  /** The working directory: names of files are relative to it. */
  readonly directory: string;
  readonly ignored: readonly string[];
  readonly enabled: readonly string[];
  readonly levels: readonly (readonly [name: string, level: LintLevel])[];
  readonly options: readonly RuleOptions[];
  readonly custom: readonly CustomRuleText[];
  readonly trustedRegistries: readonly string[];
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  readonly strictLabels: boolean;
  readonly heedsPragmas: boolean;
  /** Registries are asked for digests. */
  readonly resolve: boolean;
  /** Rules to mend; undefined: nothing is mended. */
  readonly fix?: {
    readonly rules: readonly string[];
    readonly isUnsafe: boolean;
    readonly isDiff: boolean;
    /** The one stage of an application becomes two; only when it is named. */
    readonly isMultiStage: boolean;
  };
  readonly gate: {
    readonly threshold: LintLevel | undefined;
    readonly failOn: readonly string[];
    readonly neverFails: boolean;
  };
  /** What of the configuration means nothing here. */
  readonly remarks: readonly string[];
}

/** What a configuration says of lint that no flag can say. */
export interface LintSection {
  readonly levels: readonly (readonly [name: string, level: LintLevel])[];
  readonly options: readonly RuleOptions[];
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  readonly custom: readonly CustomRuleText[];
}

/** Options of one rule as they are written. */
export interface RuleOptions {
  readonly rule: string;
  readonly raw: unknown;
  readonly place: string;
}

/** What one file, or the environment, says of lint. */
export interface LintFile {
  readonly given: GivenOptions;
  readonly section: LintSection;
  /** What of it means nothing here. */
  readonly remarks: readonly string[];
}

export const nothingSaid: LintSection = { levels: [], options: [], labelSchema: {}, custom: [] };

/** Is no rule, and goes by --fix as rules do. */
const MULTI_STAGE = 'multi-stage';

/** Puts together what flags, variables and files say. */
export function lintConfigOf(values: Partial<OptionValues>, files: readonly LintFile[], directory: string): LintConfig {
  const labels = (values.requireLabel ?? []).map(({ name, type }) => [name, type] as const);
  // The later of two that speak of one rule wins, so those that matter more come last.
  const weakFirst = files.map(({ section }) => section).reverse();
  const threshold = values.failureThreshold ?? 'info';
  return {
    directory,
    ignored: values.ignore ?? [],
    enabled: values.enable ?? [],
    levels: weakFirst.flatMap(({ levels }) => levels),
    options: weakFirst.flatMap(({ options }) => options),
    custom: weakFirst.flatMap(({ custom }) => custom),
    trustedRegistries: values.trustedRegistry ?? [],
    labelSchema:
      labels.length > 0
        ? Object.fromEntries(labels)
        : Object.assign({}, ...weakFirst.map(({ labelSchema }) => labelSchema)),
    strictLabels: values.strictLabels ?? false,
    heedsPragmas: !values.disableIgnorePragma,
    resolve: values.resolve ?? false,
    ...((values.fix || values.diff) && {
      fix: {
        rules: (values.fix ?? ['all']).filter((name) => name !== MULTI_STAGE),
        isUnsafe: values.unsafeFixes ?? false,
        isDiff: values.diff ?? false,
        isMultiStage: values.fix?.includes(MULTI_STAGE) ?? false,
      },
    }),
    gate: {
      // hadolint's `ignore` lies below `style`: whatever is found counts.
      threshold: threshold === 'none' ? undefined : threshold === 'ignore' ? 'style' : threshold,
      failOn: values.failOn ?? [],
      neverFails: values.noFail ?? false,
    },
    remarks: files.flatMap(({ remarks }) => remarks),
  };
}
