import type { LabelType, LintLevel, LintRule } from '../../../model/lint.ts';
import type { AnyRule } from './any-rule.ts';
import type { ChosenRule } from './run-rules.ts';

/** What a configuration says about linting, whoever's form it came in. Rules are named by id or by any alias, in any case. */
export interface LintSettings {
  readonly ignored: readonly string[];
  /** Rules to run though they are opt-in. */
  readonly enabled: readonly string[];
  readonly levels: readonly (readonly [name: string, level: LintLevel])[];
  readonly options: readonly (readonly [name: string, raw: unknown])[];
  readonly trustedRegistries: readonly string[];
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  readonly strictLabels: boolean;
  readonly heedsPragmas: boolean;
}

export const defaultLintSettings: LintSettings = {
  ignored: [],
  enabled: [],
  levels: [],
  options: [],
  trustedRegistries: [],
  labelSchema: {},
  strictLabels: false,
  heedsPragmas: true,
};

/** The rules as the settings want them; opt-in ones only where they are asked for. Throws what `options` of a rule throws (`lint/invalid-option`). */
export function chooseRules(rules: readonly AnyRule[], settings: LintSettings): ChosenRule[] {
  const names = (list: readonly string[]) => new Set(list.map((name) => name.toLowerCase()));
  const ignored = names(settings.ignored);
  const enabled = names(settings.enabled);
  const chosen: ChosenRule[] = [];
  // Options go to the rule that checked them, and to no other.
  for (const rule of rules as readonly LintRule<unknown>[]) {
    const own = [rule.id, ...rule.aliases].map((name) => name.toLowerCase());
    const isNamed = ([name]: readonly [string, unknown]) => own.includes(name.toLowerCase());
    const level = settings.levels.findLast(isNamed)?.[1];
    const raw = settings.options.findLast(isNamed)?.[1];
    const isAsked = level !== undefined || raw !== undefined || own.some((name) => enabled.has(name));
    if (rule.isOptIn === true && !isAsked) continue;
    const offBy = own.find((name) => ignored.has(name));
    chosen.push({
      rule,
      options: rule.options?.(raw),
      level: level ?? rule.level,
      isLevelSaid: level !== undefined,
      ...(offBy !== undefined && { offBy: `the configuration (${offBy})` }),
    });
  }
  return chosen;
}
