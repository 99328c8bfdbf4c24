import { ignoreFileNamesOf, parseIgnoreFile } from '../../formats/dockerfile/ignore-file.ts';
import { buildContext, type IgnoreFiles } from '../../io/dockerfiles/build-context.ts';
import type { OpenOptions } from '../../io/open-source.ts';
import type { AnyRule } from '../../judgment/lint/parts/any-rule.ts';
import { chooseRules } from '../../judgment/lint/parts/settings.ts';
import { hasShellText } from '../../judgment/lint/parts/shells.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Digest } from '../../model/digest.ts';
import type { Dockerfile } from '../../model/dockerfile.ts';
import { PlimsollError } from '../../model/error.ts';
import type { Lifecycle } from '../../model/knowledge.ts';
import {
  type BaseKnowledge,
  type LintedFile,
  type LintFinding,
  type LintReport,
  lintLevels,
} from '../../model/lint.ts';
import { type LintJob, lintDockerfile } from '../../scan/lint.ts';
import type { LintConfig } from '../config/parts/lint-config.ts';
import type { MendedFile } from './mend.ts';
import { parseTarget } from './read-target.ts';
import { shellParser } from './shell-parser.ts';
import { type LintTarget, targetsOf } from './targets.ts';
import { allRules, settingsOf } from './wanted-rules.ts';

/** What linting takes from outside. */
export interface LintPorts {
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Lifecycles, when knowledge is at hand; linting does without. */
  readonly lifecycles?: () => Promise<((product: string) => readonly Lifecycle[]) | undefined>;
  /** How registries are spoken to, when they are. */
  readonly open: OpenOptions;
  readonly toolVersion: string;
  readonly now: Date;
}

export interface LintOutcome {
  readonly report: LintReport;
  /** Files that were mended; with `isDiff` nobody wrote them. */
  readonly mended: readonly MendedFile[];
  /** Findings whose fixes were wanted and left out, because nobody can prove that they change no more than they say. */
  readonly unproved: readonly LintFinding[];
  /** What was searched or found, and could not be read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether nothing was found that the gate forbids, and everything was read. */
  readonly isOpen: boolean;
}

/**
 * Lints what names mean: `-`, files, directories, Compose and Bake files; the working directory when there is none. With `config.fix` the report is of
 * the files as they are after their fixes. Codes: `lint/…`.
 */
export async function lint(
  operands: readonly string[],
  config: LintConfig,
  ports: LintPorts,
  signal: AbortSignal,
): Promise<LintOutcome> {
  const { targets, unreadable } = await targetsOf(operands, config.directory);
  const diagnostics: Diagnostic[] = unreadable.map((path) => ({
    code: 'lint/unreadable-directory',
    severity: 'warning',
    message: 'the directory cannot be read',
    path,
  }));
  const files = await parseAll(targets, ports.stdin, diagnostics);
  const settings = settingsOf(config);
  const rules = await allRules(config);
  diagnostics.push(...unknownNames(config, rules));
  const { now, toolVersion } = ports;
  const [base, parseShell] = await Promise.all([
    files.some(({ file }) => file.stages.length > 0) ? baseOf(ports) : undefined,
    files.some(({ file }) => hasShellText(file)) ? shellParser() : undefined,
  ]);
  const digests = config.resolve
    ? await (await import('./resolve-bases.ts')).resolveBases(
        files.map(({ file }) => file),
        ports.open,
        (diagnostic) => diagnostics.push(diagnostic),
        signal,
      )
    : undefined;
  const job: LintJob = {
    rules: chooseRules(rules, settings),
    heedsPragmas: settings.heedsPragmas,
    settings,
    now,
    ...((base ?? digests) && { base: (reference) => baseWith(base?.(reference), digests?.get(reference)) }),
    ...(parseShell && { parseShell }),
  };
  const linted: LintedFile[] = [];
  const mended: MendedFile[] = [];
  const unproved: LintFinding[] = [];
  for (const { target, file } of files) {
    signal.throwIfAborted();
    const own = { ...job, ...contextOf(target) };
    // What stands inside another file, as in Compose, is mended by hand.
    const mend = config.fix === undefined || target.text !== undefined ? undefined : await mender();
    const after = mend?.mendTarget(target, file, own, config.fix!);
    if (after?.mended !== undefined) mended.push(after.mended);
    unproved.push(...(after?.unproved ?? []));
    for (const message of after?.remarks ?? [])
      diagnostics.push({ code: 'lint/multi-stage', severity: 'info', message, path: target.path });
    linted.push(after?.linted ?? lintDockerfile(file, own));
  }
  return {
    report: {
      kind: 'lint',
      schemaVersion: 1,
      tool: { name: 'plimsoll', version: toolVersion },
      at: now.toISOString(),
      files: linted,
    },
    mended,
    unproved,
    diagnostics,
    isOpen:
      !diagnostics.some(({ severity }) => severity === 'warning') &&
      linted.every(({ findings }) => !findings.some(forbiddenBy(config.gate))),
  };
}

interface ParsedTarget {
  readonly target: LintTarget;
  readonly file: Dockerfile;
}

/** One of several files that is no text does not keep the others from being looked at. */
async function parseAll(
  targets: readonly LintTarget[],
  stdin: LintPorts['stdin'],
  diagnostics: Diagnostic[],
): Promise<ParsedTarget[]> {
  const parsed: ParsedTarget[] = [];
  for (const target of targets) {
    try {
      parsed.push({ target, file: await parseTarget(target, stdin) });
    } catch (cause) {
      if (!(cause instanceof PlimsollError) || targets.length === 1) throw cause;
      diagnostics.push({ code: cause.code, severity: 'warning', message: cause.message, path: target.path });
    }
  }
  return parsed;
}

const mender = () => import('./mend.ts');

async function baseOf({ lifecycles }: LintPorts): Promise<LintJob['base']> {
  const known = await lifecycles?.();
  return known === undefined ? undefined : (await import('./base-knowledge.ts')).baseKnowledge(known);
}

function baseWith(base: BaseKnowledge | undefined, digest: Digest | undefined): BaseKnowledge | undefined {
  return digest === undefined ? base : { ...base, digest };
}

const IGNORE_FILES: IgnoreFiles = { namesOf: ignoreFileNamesOf, parse: parseIgnoreFile };

function contextOf({ context, file }: LintTarget): Pick<LintJob, 'build'> {
  return context === undefined ? {} : { build: buildContext(context, file, IGNORE_FILES) };
}

/** Names that mean no rule. Others' may be rules that have nothing to do with what is looked for here: they are passed over. */
function unknownNames(
  { ignored, enabled, levels, options, gate, fix }: LintConfig,
  rules: readonly AnyRule[],
): Diagnostic[] {
  const known = new Set(rules.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => name.toLowerCase())));
  const named = [
    ...ignored,
    ...enabled,
    ...levels.map(([name]) => name),
    ...options.map(({ rule }) => rule),
    ...gate.failOn,
    ...(fix?.rules ?? []),
  ];
  const unknown = new Set(
    named.filter((name) => !known.has(name.toLowerCase()) && /^[a-z][a-z-]*$/.test(name) && name !== 'all'),
  );
  return [...unknown].map((name) => ({
    code: 'lint/unknown-rule',
    severity: 'info',
    message: `no rule goes by ${name}`,
  }));
}

function forbiddenBy({ threshold, failOn }: LintConfig['gate']): (finding: LintFinding) => boolean {
  const names = new Set(failOn.map((name) => name.toLowerCase()));
  const worst = threshold === undefined ? -1 : lintLevels.indexOf(threshold);
  return ({ level, rule, aliases }) =>
    lintLevels.indexOf(level) <= worst || [rule, ...aliases].some((name) => names.has(name.toLowerCase()));
}
