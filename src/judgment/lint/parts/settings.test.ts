import { expect, it } from 'vitest';
import { PlimsollError } from '../../../model/error.ts';
import type { LintRule } from '../../../model/lint.ts';
import { chooseRules, defaultLintSettings, type LintSettings } from './settings.ts';

const plain: LintRule = {
  id: 'plain-rule',
  level: 'warning',
  title: 't',
  why: 'w',
  aliases: ['DL3008'],
  check: () => [],
};
const quiet: LintRule<number> = {
  id: 'quiet-rule',
  level: 'warning',
  title: 't',
  why: 'w',
  aliases: ['DL3049'],
  isOptIn: true,
  options(raw) {
    if (raw !== undefined && typeof raw !== 'number') throw new PlimsollError('lint/invalid-option', 'a number');
    return raw ?? 1;
  },
  check: () => [],
};

const chosen = (settings: Partial<LintSettings>) =>
  chooseRules([plain, quiet], { ...defaultLintSettings, ...settings }).map(({ rule, level, options, offBy }) => [
    rule.id,
    level,
    options,
    offBy,
  ]);

it.each([
  [{}, [['plain-rule', 'warning', undefined, undefined]]],
  [{ ignored: ['dl3008'] }, [['plain-rule', 'warning', undefined, 'the configuration (dl3008)']]],
  [{ ignored: ['Plain-Rule'] }, [['plain-rule', 'warning', undefined, 'the configuration (plain-rule)']]],
  [{ levels: [['DL3008', 'error']] as const }, [['plain-rule', 'error', undefined, undefined]]],
  [
    {
      levels: [
        ['DL3008', 'error'],
        ['plain-rule', 'style'],
      ] as const,
    },
    [['plain-rule', 'style', undefined, undefined]],
  ],
])('%j', (settings, expected) => {
  expect(chosen(settings)).toEqual(expected);
});

it.each([
  { enabled: ['dl3049'] },
  { levels: [['quiet-rule', 'info']] as const },
  { options: [['DL3049', 4]] as const },
])('runs what is opt-in where it is asked for: %j', (settings) => {
  expect(chosen(settings).map(([id]) => id)).toEqual(['plain-rule', 'quiet-rule']);
});

it('checks options', () => {
  expect(chosen({ options: [['quiet-rule', 4]] })[1]?.[2]).toBe(4);
  expect(() => chosen({ options: [['quiet-rule', 'x']] })).toThrow('a number');
  expect(() => chosen({ options: [['DL3049', 'x', 'line 4']] })).toThrow('a number: line 4');
  expect(() => chosen({ options: [['plain-rule', 1, 'line 5']] })).toThrow('plain-rule takes no options: line 5');
});
