import type { AnyRule } from '../../judgment/lint/parts/any-rule.ts';
import { type CustomRuleText, customRule } from '../../judgment/lint/parts/custom-rule.ts';
import { PlimsollError } from '../../model/error.ts';

/** The user's own rules. `lint/invalid-rule` for one that cannot be used, or whose name is taken. */
export function customRules(texts: readonly CustomRuleText[], others: readonly AnyRule[]): readonly AnyRule[] {
  const taken = new Set(others.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => name.toLowerCase())));
  return texts.map((text) => {
    const rule = customRule(text);
    if (taken.has(rule.id))
      throw new PlimsollError(
        'lint/invalid-rule',
        `the rule ${JSON.stringify(rule.id)} in ${text.path}, line ${text.line}, has the name of another`,
      );
    taken.add(rule.id);
    return rule;
  });
}
