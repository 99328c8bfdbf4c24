import { applyEdits } from '../../src/formats/dockerfile/apply-edits.ts';
import { parseDockerfile } from '../../src/formats/dockerfile/parse-dockerfile.ts';
import { positionAt } from '../../src/formats/dockerfile/position.ts';
import { openShellParser } from '../../src/io/shell/tree-sitter-shell.ts';
import type { AnyRule } from '../../src/judgment/lint/parts/any-rule.ts';
import { contextsOf } from '../../src/judgment/lint/parts/contexts.ts';
import { chooseFixes } from '../../src/judgment/lint/parts/fixes.ts';
import { type ChosenRule, runRules } from '../../src/judgment/lint/parts/run-rules.ts';
import { defaultLintSettings } from '../../src/judgment/lint/parts/settings.ts';
import type { Dockerfile } from '../../src/model/dockerfile.ts';
import type {
  BaseKnowledge,
  BuildContext,
  LabelType,
  LintedFile,
  LintFinding,
  LintRule,
} from '../../src/model/lint.ts';

/** What a test may say beyond the text of the Dockerfile. */
export interface LintTry {
  /** As written in plimsoll.yaml. */
  readonly options?: unknown;
  /** The build context: paths of files; those that end in `/` are empty directories. Absent: there is no context. */
  readonly files?: readonly string[];
  /** Paths that .dockerignore leaves out; absent: there is no such file. */
  readonly ignored?: readonly string[];
  readonly trustedRegistries?: readonly string[];
  readonly labelSchema?: Readonly<Record<string, LabelType>>;
  readonly strictLabels?: boolean;
  readonly base?: (reference: string) => BaseKnowledge | undefined;
  readonly now?: Date;
  readonly path?: string;
}

const parseShell = await openShellParser();

/** What a rule finds in a Dockerfile, in the order of the file: line, text that the caret points at, and the message where it says more than the title. */
export function violations(
  rule: AnyRule,
  dockerfile: string,
  more: LintTry = {},
): (readonly [line: number, text: string] | readonly [line: number, text: string, message: string])[] {
  const { file, linted } = lintText(rule, dockerfile, more);
  return linted.findings.map((finding) => {
    const text = Buffer.from(file.source.slice(finding.span.start, finding.span.end), 'latin1').toString();
    const { line } = positionAt(file, finding.span.start);
    return finding.message === rule.title ? [line, text] : [line, text, finding.message];
  });
}

/** The findings themselves: levels, aliases, edits. */
export function findings(rule: AnyRule, dockerfile: string, more: LintTry = {}): readonly LintFinding[] {
  return lintText(rule, dockerfile, more).linted.findings;
}

/** The text after all edits of the rule, safe or not, as often as it has any. Throws when they do not come to an end, or leave their finding in place. */
export function fixed(rule: AnyRule, dockerfile: string, more: LintTry = {}): string {
  let text = dockerfile;
  for (let round = 0; round < 10; round++) {
    const { file, linted } = lintText(rule, text, more);
    const { edits } = chooseFixes(linted.findings, () => true);
    if (edits.length === 0) return text;
    const source = applyEdits(file.source, edits);
    if (source === file.source) throw new Error(`${rule.id}: the edits change nothing:\n${text}`);
    text = Buffer.from(source, 'latin1').toString();
  }
  throw new Error(`${rule.id}: still mending after ten rounds:\n${text}`);
}

function lintText(rule: AnyRule, dockerfile: string, more: LintTry): { file: Dockerfile; linted: LintedFile } {
  const file = parseDockerfile(Buffer.from(dockerfile), more.path ?? 'Dockerfile');
  const { trustedRegistries = [], labelSchema = {}, strictLabels = false, base, now = new Date('2026-01-01') } = more;
  const build = buildContextOf(more);
  const context = contextsOf(file, {
    settings: { trustedRegistries, labelSchema, strictLabels },
    parseShell,
    now,
    ...(base && { base }),
    ...(build && { build }),
  });
  const plain = rule as unknown as LintRule<unknown>;
  const chosen: ChosenRule = { rule: plain, options: plain.options?.(more.options), level: rule.level };
  return { file, linted: runRules(file, { rules: [chosen], heedsPragmas: defaultLintSettings.heedsPragmas, context }) };
}

function buildContextOf({ files, ignored }: LintTry): BuildContext | undefined {
  if (files === undefined) return undefined;
  const kinds = new Map<string, 'file' | 'directory'>();
  for (const path of files) {
    const parts = path.split('/').filter((part) => part !== '');
    for (let length = 1; length < parts.length; length++) kinds.set(parts.slice(0, length).join('/'), 'directory');
    kinds.set(parts.join('/'), path.endsWith('/') ? 'directory' : 'file');
  }
  const canonical = (path: string) =>
    path
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
  return {
    kindOf: (path) => (canonical(path) === '' ? 'directory' : kinds.get(canonical(path))),
    names: [...kinds.keys()].filter((path) => !path.includes('/')).sort(),
    hasIgnoreFile: ignored !== undefined,
    hasExceptions: (ignored ?? []).some((one) => one.startsWith('!')),
    isIgnored: (path) =>
      (ignored ?? []).some((one) => canonical(path) === one || canonical(path).startsWith(`${one}/`)),
  };
}
