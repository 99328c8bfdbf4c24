import { lintRules } from '../../judgment/lint/index.ts';
import type { AnyRule } from '../../judgment/lint/parts/any-rule.ts';
import type { LintSettings } from '../../judgment/lint/parts/settings.ts';
import type { LintConfig } from '../config/parts/lint-config.ts';

/** What a configuration says, as rules are chosen by it. */
export function settingsOf(config: LintConfig): LintSettings {
  return { ...config, options: config.options.map(({ rule, raw, place }) => [rule, raw, place] as const) };
}

/** Ours, and the user's own. */
export async function allRules({ custom }: Pick<LintConfig, 'custom'>): Promise<readonly AnyRule[]> {
  if (custom.length === 0) return lintRules;
  const { customRules } = await import('./custom-rules.ts');
  return [...lintRules, ...customRules(custom, lintRules)];
}
