import { hash } from 'node:crypto';
import type { Dockerfile } from '../../../model/dockerfile.ts';
import type { LintContext, LintedFile, LintFinding, LintLevel, LintRule, Violation } from '../../../model/lint.ts';
import { unusedPragma } from '../unused-pragma.ts';
import { placeOf } from './place-of.ts';
import { BUILDKIT_NAME, type Pragma, pragmasOf } from './pragmas.ts';
import { Suppression } from './suppression.ts';

/** A rule as a configuration wants it. */
export interface ChosenRule {
  readonly rule: LintRule<unknown>;
  readonly options: unknown;
  readonly level: LintLevel;
  /** Whether the level is what the configuration says: then no violation knows better. */
  readonly isLevelSaid?: boolean;
  /** What in the configuration turned it off: it runs all the same, so that what is suppressed can be counted. */
  readonly offBy?: string;
  /** What the configuration says of names, in lower case: a violation may have a name that its rule has not. */
  readonly said?: { readonly off: ReadonlySet<string>; readonly levels: ReadonlyMap<string, LintLevel> };
}

export interface RunOptions {
  readonly rules: readonly ChosenRule[];
  /** False: pragmas are comments (`disable-ignore-pragma`). */
  readonly heedsPragmas: boolean;
  context(rule: ChosenRule): LintContext<unknown>;
}

/** Runs the rules over one file. What a pragma or the configuration takes back is kept apart; pragmas that took nothing back are findings. */
export function runRules(file: Dockerfile, { rules, heedsPragmas, context }: RunOptions): LintedFile {
  const { pragmas, failsBuild } = pragmasOf(file);
  const heeded = heedsPragmas ? pragmas : [];
  const suppression = new Suppression(file, heeded);
  const ids = new Ids(file.path);
  const findings: LintFinding[] = [];
  const suppressed: { finding: LintFinding; by: string }[] = [];
  const keep = (finding: LintFinding, { offBy, said }: ChosenRule) => {
    const pragma = suppression.of(finding);
    const off = said && finding.aliases.find((alias) => said.off.has(alias.toLowerCase()));
    const byConfiguration = offBy ?? (off === undefined ? undefined : `the configuration (${off.toLowerCase()})`);
    const by =
      pragma === undefined ? byConfiguration : `# ${pragma.kind}, line ${placeOf(file, pragma.span.start).line}`;
    if (by === undefined) findings.push(finding);
    else suppressed.push({ finding, by });
  };
  let unused: ChosenRule | undefined;
  for (const chosen of rules) {
    if (chosen.rule.id === unusedPragma.id) {
      unused = chosen;
      continue;
    }
    const ruleContext = context(chosen);
    for (const violation of chosen.rule.check(file, ruleContext)) {
      const finding = findingOf(file, chosen, violation, ruleContext, ids);
      keep(failsBuild && isBuildKits(finding) ? { ...finding, level: 'error' } : finding, chosen);
    }
  }
  if (unused !== undefined) {
    const ruleContext = context(unused);
    for (const violation of unusedPragmas(heeded, suppression, rules))
      keep(findingOf(file, unused, violation, ruleContext, ids), unused);
  }
  return { path: file.path, dockerfile: file, findings: sorted(findings), suppressed };
}

/** Checks that end the build where the file says `# check=error=true`. */
function isBuildKits({ aliases }: LintFinding): boolean {
  return aliases.some((alias) => BUILDKIT_NAME.test(alias));
}

function findingOf(
  file: Dockerfile,
  { rule, level, isLevelSaid, said }: ChosenRule,
  violation: Violation,
  context: LintContext<unknown>,
  ids: Ids,
): LintFinding {
  const { span, message = rule.title, subject = '', alias } = violation;
  const edits = rule.fix?.edits(violation, file, context) ?? [];
  return {
    id: ids.next(rule.id, subject === '' ? file.source.slice(span.start, span.end) : subject),
    rule: rule.id,
    aliases: alias === undefined || rule.aliases.includes(alias) ? rule.aliases : [...rule.aliases, alias],
    level: said?.levels.get(alias?.toLowerCase() ?? '') ?? (isLevelSaid ? level : (violation.level ?? level)),
    title: rule.title,
    message,
    why: rule.why,
    path: file.path,
    span,
    start: placeOf(file, span.start),
    end: placeOf(file, Math.max(span.start, span.end)),
    ...(rule.fix && edits.length > 0 && { fix: { safety: rule.fix.safety, summary: rule.fix.summary, edits } }),
  };
}

/** Ids of findings. No line and no byte position is part of one: it stays when lines move. Equal findings are numbered in their order. */
class Ids {
  readonly #path: string;
  readonly #seen = new Map<string, number>();

  constructor(path: string) {
    this.#path = path;
  }

  next(rule: string, subject: string): string {
    const key = JSON.stringify([this.#path, rule, subject.replace(/\s+/g, ' ')]);
    const count = this.#seen.get(key) ?? 0;
    this.#seen.set(key, count + 1);
    return hash('sha256', count === 0 ? key : `${key} ${count}`).slice(0, 32);
  }
}

/** Names of rules that did not run are left to the programs that know them. */
function* unusedPragmas(
  pragmas: readonly Pragma[],
  suppression: Suppression,
  rules: readonly ChosenRule[],
): Iterable<Violation> {
  if (pragmas.length === 0) return;
  const known = new Set(['all']);
  for (const { rule } of rules) for (const name of [rule.id, ...rule.aliases]) known.add(name.toLowerCase());
  for (const pragma of pragmas) {
    const { kind, span, flaw } = pragma;
    if (flaw !== undefined) {
      yield { span, subject: `${kind} ${pragma.names.join(',')}`, message: `# ${kind} takes nothing back: ${flaw}` };
      continue;
    }
    const names = suppression.unusedOf(pragma).filter((name) => known.has(name) && name !== unusedPragma.id);
    if (names.length === 0) continue;
    const list = names.join(', ');
    yield { span, subject: `${kind} ${list}`, message: `# ${kind} of ${list} takes nothing back` };
  }
}

/** By place, then rule. */
function sorted(findings: readonly LintFinding[]): LintFinding[] {
  return [...findings].sort(
    (a, b) =>
      a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.span.end - b.span.end,
  );
}
