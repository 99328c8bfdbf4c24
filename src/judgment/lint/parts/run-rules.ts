import { createHash } from 'node:crypto';
import { positionAt } from '../../../formats/dockerfile/positions.ts';
import type { Dockerfile, Span } from '../../../model/dockerfile.ts';
import type { LintContext, LintedFile, LintFinding, LintLevel, LintRule, Violation } from '../../../model/lint.ts';
import { type Pragma, pragmasOf } from './pragmas.ts';

/** A rule as a configuration wants it. */
export interface ChosenRule {
  readonly rule: LintRule<unknown>;
  readonly options: unknown;
  readonly level: LintLevel;
  /** What in the configuration turned it off: it runs all the same, so that what is suppressed can be counted. */
  readonly offBy?: string;
}

export interface RunOptions {
  readonly rules: readonly ChosenRule[];
  /** False: pragmas are comments (`disable-ignore-pragma`). */
  readonly heedsPragmas: boolean;
  context(rule: ChosenRule): LintContext<unknown>;
}

/** Runs the rules over one file. What a pragma or the configuration takes back is kept apart; pragmas that took nothing back are findings. */
export function runRules(file: Dockerfile, { rules, heedsPragmas, context }: RunOptions): LintedFile {
  const { pragmas } = heedsPragmas ? pragmasOf(file) : { pragmas: [] };
  const used = new Set<Pragma>();
  const findings: LintFinding[] = [];
  const suppressed: { finding: LintFinding; by: string }[] = [];
  for (const chosen of rules) {
    const { rule, offBy } = chosen;
    const ruleContext = context(chosen);
    for (const violation of rule.check(file, ruleContext)) {
      const finding = findingOf(file, chosen, violation, ruleContext);
      const pragma = pragmas.find((one) => takesBack(one, finding));
      if (pragma !== undefined) used.add(pragma);
      const by = pragma === undefined ? offBy : `# ${pragma.kind}, line ${positionAt(file, pragma.span.start).line}`;
      if (by === undefined) findings.push(finding);
      else suppressed.push({ finding, by });
    }
  }
  const known = new Set(rules.flatMap(({ rule }) => [rule.id, ...rule.aliases].map((name) => name.toLowerCase())));
  for (const pragma of pragmas) {
    if (used.has(pragma)) continue;
    // Rules of other programs that have no counterpart here are theirs to judge.
    const isOurs = pragma.names.length === 0 || pragma.names.some((name) => name === 'all' || known.has(name));
    if (isOurs) findings.push(unusedPragma(file, pragma));
  }
  return { path: file.path, dockerfile: file, findings: sorted(findings), suppressed };
}

function takesBack({ names, instruction }: Pragma, { rule, aliases, span }: LintFinding): boolean {
  if (instruction !== undefined && !overlaps(instruction.span, span)) return false;
  return names.some((name) => {
    return name === 'all' || name === rule || aliases.some((alias) => alias.toLowerCase() === name);
  });
}

function overlaps(a: Span, b: Span): boolean {
  return b.start >= a.start && b.start < Math.max(a.end, a.start + 1);
}

function findingOf(
  file: Dockerfile,
  { rule, level }: ChosenRule,
  violation: Violation,
  context: LintContext<unknown>,
): LintFinding {
  const { span, message = rule.title, subject = '', alias } = violation;
  const edits = rule.fix?.edits(violation, file, context) ?? [];
  return {
    id: idOf(file.path, rule.id, subject === '' ? file.source.slice(span.start, span.end) : subject),
    rule: rule.id,
    aliases: alias === undefined || rule.aliases.includes(alias) ? rule.aliases : [...rule.aliases, alias],
    level: violation.level ?? level,
    title: rule.title,
    message,
    why: rule.why,
    path: file.path,
    span,
    start: positionAt(file, span.start),
    end: positionAt(file, Math.max(span.start, span.end)),
    ...(rule.fix && edits.length > 0 && { fix: { safety: rule.fix.safety, summary: rule.fix.summary, edits } }),
  };
}

/** No line and no byte position is part of it: it stays when lines move. */
function idOf(path: string, rule: string, subject: string): string {
  return createHash('sha256')
    .update(JSON.stringify([path, rule, subject.replace(/\s+/g, ' ')]))
    .digest('hex')
    .slice(0, 32);
}

function unusedPragma(file: Dockerfile, { kind, names, span }: Pragma): LintFinding {
  const what = names.length === 0 ? `# ${kind}` : `# ${kind} of ${names.join(', ')}`;
  return {
    id: idOf(file.path, 'unused-pragma', what),
    rule: 'unused-pragma',
    aliases: [],
    level: 'style',
    title: 'The pragma takes nothing back',
    message: `${what} takes nothing back`,
    why: 'A pragma that outlived its reason hides the next mistake of that kind.',
    path: file.path,
    span,
    start: positionAt(file, span.start),
    end: positionAt(file, span.end),
  };
}

function sorted(findings: readonly LintFinding[]): LintFinding[] {
  return [...findings].sort(
    (a, b) =>
      a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.span.end - b.span.end,
  );
}
