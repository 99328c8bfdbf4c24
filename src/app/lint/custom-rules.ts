import type { AnyRule } from '../../judgment/lint/parts/any-rule.ts';
import type { CustomRuleText } from '../config/parts/lint-config.ts';

export function customRules(_texts: readonly CustomRuleText[]): readonly AnyRule[] {
  return [];
}
