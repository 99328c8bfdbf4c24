import { PlimsollError } from '../../../model/error.ts';
import type { LabelType, LintLevel, LintRule } from '../../../model/lint.ts';
import type { AnyRule } from './any-rule.ts';
import type { ChosenRule } from './run-rules.ts';

/** What a configuration says about linting, whoever's form it came in. Rules are named by id or by any alias, in any case. */
export interface LintSettings {
  readonly ignored: readonly string[];
  /** Rules to run though they are opt-in. */
  readonly enabled: readonly string[];
  readonly levels: readonly (readonly [name: string, level: LintLevel])[];
  readonly options: readonly (readonly [name: string, raw: unknown, place?: string])[];
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
  const levels = new Map(settings.levels.map(([name, level]) => [name.toLowerCase(), level]));
  const chosen: ChosenRule[] = [];
  // Options go to the rule that checked them, and to no other.
  for (const rule of rules as readonly LintRule<unknown>[]) {
    const own = [rule.id, ...rule.aliases].map((name) => name.toLowerCase());
    const isNamed = ([name]: readonly [string, ...unknown[]]) => own.includes(name.toLowerCase());
    const level = settings.levels.findLast(isNamed)?.[1];
    const [, raw, place] = settings.options.findLast(isNamed) ?? [];
    const isAsked = level !== undefined || raw !== undefined || own.some((name) => enabled.has(name));
    if (rule.isOptIn === true && !isAsked) continue;
    const offBy = own.find((name) => ignored.has(name));
    chosen.push({
      rule,
      options: optionsOf(rule, raw, place),
      level: level ?? rule.level,
      isLevelSaid: level !== undefined,
      said: { off: ignored, levels },
      ...(offBy !== undefined && { offBy: `the configuration (${offBy})` }),
    });
  }
  return chosen;
}

/** What the rule makes of its options; tells where they stand when they are wrong. */
function optionsOf(rule: LintRule<unknown>, raw: unknown, place: string | undefined): unknown {
  if (rule.options === undefined && raw !== undefined && raw !== null)
    throw new PlimsollError('lint/invalid-option', `${rule.id} takes no options: ${place ?? 'the configuration'}`);
  try {
    return rule.options?.(raw);
  } catch (cause) {
    if (!(cause instanceof PlimsollError) || place === undefined) throw cause;
    throw new PlimsollError(cause.code, `${cause.message.replace(/\.$/, '')}: ${place}`, { cause, help: cause.help });
  }
}
