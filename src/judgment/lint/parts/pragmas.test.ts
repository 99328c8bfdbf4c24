import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import type { LintRule } from '../../../model/lint.ts';
import { unusedPragma } from '../unused-pragma.ts';
import { contextsOf } from './contexts.ts';
import { type ChosenRule, runRules } from './run-rules.ts';

/** Breaks at the keyword of every RUN, and once for the whole file at its first byte. */
const run: LintRule = {
  id: 'run-here',
  level: 'warning',
  title: 'There is a RUN',
  why: 'It is a test.',
  aliases: ['DL3004', 'DS-0010', 'CKV2_DOCKER_1', 'JSONArgsRecommended'],
  *check({ instructions }) {
    for (const { keyword, span } of instructions) if (keyword === 'RUN') yield { span };
  },
};

function lint(text: string, heedsPragmas = true, more: Partial<ChosenRule> = {}) {
  const file = parseDockerfile(Buffer.from(text), 'Dockerfile');
  const rules = [run, unusedPragma].map(
    (rule) => ({ rule, options: undefined, level: rule.level, ...more }) as ChosenRule,
  );
  const settings = { trustedRegistries: [], labelSchema: {}, strictLabels: false };
  const context = contextsOf(file, { settings, now: new Date(0) });
  return runRules(file, { rules, heedsPragmas, context });
}

const shown = (text: string, heedsPragmas = true) =>
  lint(text, heedsPragmas).findings.map(({ rule, start }) => `${rule} ${start.line}`);

const unused = (text: string) => lint(text).findings.find(({ rule }) => rule === 'unused-pragma')?.message;

describe('what a comment takes back', () => {
  it.each([
    // hadolint's stand right above, with nothing behind the list; so says the program itself (2.15.1).
    ['FROM a\n# hadolint ignore=DL3004\nRUN x\n', []],
    ['FROM a\n#hadolint   ignore = DL3015 , DL3004 # because\nRUN x\n', []],
    ['FROM a\n# hadolint ignore=DL3004\n\nRUN x\n', ['unused-pragma 2', 'run-here 4']],
    ['FROM a\n# hadolint ignore=DL3004\n# more\nRUN x\n', ['unused-pragma 2', 'run-here 4']],
    ['FROM a\n# hadolint ignore=DL3004 because\nRUN x\n', ['unused-pragma 2', 'run-here 3']],
    ['FROM a\nRUN x && \\\n# hadolint ignore=DL3004\n y\n', ['run-here 2', 'unused-pragma 3']],
    ['FROM a\n# hadolint ignore=DL3004\nRUN x\nRUN y\n', ['run-here 4']],
    ['# hadolint global ignore=DL3004\nFROM a\nRUN x\nRUN y\n', []],
    ['FROM a\nRUN x\n# hadolint global ignore=DL3004\n', []],
    ['FROM a\n# hadolint ignore=run-here\nONBUILD RUN x\nRUN y\n', ['unused-pragma 2', 'run-here 4']],
    // Ours may stand further up or inside, and may say why.
    ['FROM a\n# plimsoll ignore=run-here because it must\n# more\nRUN x\n', []],
    ['FROM a\n# plimsoll ignore=dl3004\n\nRUN x\n', []],
    ['FROM a\nRUN x && \\\n  # plimsoll ignore=DL3004\n  y\nRUN z\n', ['run-here 5']],
    ['# plimsoll global ignore=all\nFROM a\nRUN x\n', []],
    ['FROM a\n# plimsoll ignore=DL3004\n', ['unused-pragma 2']],
    // Those of others.
    ['FROM a\n# trivy:ignore:AVD-DS-0010\nRUN x\n', []],
    ['FROM a\n#trivy:ignore:DS010\nRUN x\n', []],
    ['FROM a\n#trivy:ignore:*\nRUN x\n', []],
    ['# trivy:ignore:AVD-DS-0010\nFROM a\nRUN x\n', []],
    ['FROM a\nRUN x\n# checkov:skip=CKV2_DOCKER_1: for good reasons\n', []],
    ['# check=skip=JSONArgsRecommended\nFROM a\nRUN x\n', []],
    ['# check=skip=all;error=true\nFROM a\nRUN x\n', []],
    ['# check=skip=StageNameCasing\nFROM a\nRUN x\n', ['run-here 3']],
    // Rules that did not run are for others to judge; a comment in passing is none.
    ['FROM a\n# hadolint ignore=SC2046\nWORKDIR /x\n', []],
    ['FROM a\n# see hadolint ignore=DL3004\nRUN x\n', ['run-here 3']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('nothing, when comments are not heeded', () => {
    expect(shown('FROM a\n# hadolint ignore=DL3004\nRUN x\n', false)).toEqual(['run-here 3']);
  });

  it('is kept apart, with what took it back', () => {
    const { findings, suppressed } = lint('FROM a\n# hadolint ignore=DL3004\nRUN x\n');
    expect(findings).toEqual([]);
    expect(suppressed.map(({ by, finding }) => [by, finding.rule])).toEqual([
      ['# hadolint ignore, line 2', 'run-here'],
    ]);
  });
});

it('says why a comment does nothing', () => {
  expect(unused('FROM a\n# hadolint ignore=DL3004\n\nRUN x\n')).toContain('right above an instruction');
  expect(unused('FROM a\n# hadolint ignore=DL3004 x\nRUN x\n')).toContain('no words behind');
  expect(unused('FROM a\n# plimsoll ignore=DL3004\n')).toContain('no instruction follows');
  expect(unused('FROM a\n# plimsoll ignore=DL3004\nUSER x\n')).toBe('# plimsoll ignore of dl3004 takes nothing back');
});

it('lets BuildKit fail the build on its own checks', () => {
  expect(lint('# check=error=true\nFROM a\nRUN x\n').findings[0]?.level).toBe('error');
  expect(lint('FROM a\nRUN x\n').findings[0]?.level).toBe('warning');
});

it('gives findings ids that stay when lines move, and that differ', () => {
  const ids = (text: string) => lint(text).findings.map(({ id }) => id);
  const [first, second] = ids('FROM a\nRUN x\nRUN x\n');
  expect(first).not.toBe(second);
  expect(ids('\n\nFROM a\n# more\nRUN   x\nRUN x\n')).toEqual([first, second]);
});

it('is linear in comments and findings', () => {
  const many = '# plimsoll ignore=DL3004,x,y\nRUN x\n'.repeat(20_000);
  const started = performance.now();
  expect(lint(`FROM a\n${many}`).suppressed).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(4000);
});
