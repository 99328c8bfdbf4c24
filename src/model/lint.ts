import type { Digest } from './digest.ts';
import type { Dockerfile, Edit, Instruction, Span } from './dockerfile.ts';
import type { ShellScript } from './shell.ts';

/** How bad it is to break a rule, worst first: hadolint's words. */
export const lintLevels = ['error', 'warning', 'info', 'style'] as const;
export type LintLevel = (typeof lintLevels)[number];

/** One place that breaks a rule. */
export interface Violation {
  /** What the caret points at. */
  readonly span: Span;
  /** One sentence about this very place, when it says more than the rule's title. */
  readonly message?: string;
  /** What tells this violation from others of the rule, and stays when lines move: a package, a variable, a stage. Part of the finding's id. */
  readonly subject?: string;
  /** Overrides the rule's level: a rule that knows when it matters less. */
  readonly level?: LintLevel;
  /** Another name under which peers know just this case of the rule; added to the rule's aliases. */
  readonly alias?: string;
}

/** One rule about Dockerfiles. Pure. */
export interface LintRule<O = undefined> {
  /** kebab-case, the name of the file. */
  readonly id: string;
  readonly level: LintLevel;
  /** One sentence without a full stop: what is wrong. */
  readonly title: string;
  /** One or two sentences: why it matters. In our own words. */
  readonly why: string;
  /** Names that others gave the same rule: DL3008, SC2046, DS-0029, CKV_DOCKER_3, StageNameCasing, CIS-DI-0001 … Pragmas and configurations may use them. */
  readonly aliases: readonly string[];
  /** False: runs only when a configuration asks for it (hadolint's default for label rules …). */
  readonly isOptIn?: boolean;
  /** Checks options as written under `lint.rules.<id>`; throws `lint/invalid-option`. Absent: the rule has none. */
  readonly options?: (raw: unknown) => O;
  check(file: Dockerfile, context: LintContext<O>): Iterable<Violation>;
  readonly fix?: LintFix<O>;
}

export interface LintFix<O = undefined> {
  /** `safe` changes only what the rule names and is applied by `--fix`; `suggested` is shown, and applied with `--unsafe-fixes`. */
  readonly safety: 'safe' | 'suggested';
  /** What is done, in the imperative: `add --no-install-recommends`. */
  readonly summary: string;
  /** None when this place cannot be mended by itself. */
  edits(violation: Violation, file: Dockerfile, context: LintContext<O>): readonly Edit[];
}

/** What a rule may ask for beyond the file. What is not known is undefined, and rules that need it stay silent. */
export interface LintContext<O = undefined> {
  readonly options: O;
  /** What the shell runs for RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD in shell form, heredocs included; undefined for exec form and foreign shells (PowerShell, cmd, python). Memoised. */
  shell(instruction: Instruction): ShellScript | undefined;
  /** Value of a word's text after expansion at that instruction; undefined when it depends on what is not known. */
  expand(text: string, at: Instruction): string | undefined;
  /** The build context, when the Dockerfile lies in a directory. */
  readonly build?: BuildContext;
  /** Registries that images may come from (`trusted-registries`); all when empty. */
  readonly trustedRegistries: readonly string[];
  /** Label names and their types (`label-schema`), and whether others are refused. */
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  readonly strictLabels: boolean;
  /** What is known about a base image: end of life, flaws. */
  base(reference: string): BaseKnowledge | undefined;
  /** The clock. */
  readonly now: Date;
}

export type LabelType = 'text' | 'url' | 'semver' | 'hash' | 'rfc3339' | 'spdx' | 'email';

/** The files that a build may copy. */
export interface BuildContext {
  /** Whether a path of the context exists, as what. */
  kindOf(path: string): 'file' | 'directory' | undefined;
  /** Names at the top. */
  readonly names: readonly string[];
  /** Whether there is a .dockerignore, and whether it leaves a path out. */
  readonly hasIgnoreFile: boolean;
  /** Whether it takes something back (`!pattern`): a part of what it leaves out may be there. */
  readonly hasExceptions: boolean;
  isIgnored(path: string): boolean;
}

export interface BaseKnowledge {
  /** What the tag means now, when the registry was asked. */
  readonly digest?: Digest;
  /** ISO day on which support ended or ends, `true` when it ended on a day that nobody named. */
  readonly endOfLife?: string | boolean;
  /** Flaws of the base that a scan found, by severity; absent when it was never scanned. */
  readonly flaws?: { readonly critical: number; readonly high: number; readonly scannedAt: string };
  /** Smaller variants that the family offers, smallest first. */
  readonly smaller?: readonly string[];
}

/** A violation in the report. */
export interface LintFinding {
  readonly id: string;
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly level: LintLevel;
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly path: string;
  readonly span: Span;
  readonly start: LinePosition;
  readonly end: LinePosition;
  readonly fix?: { readonly safety: 'safe' | 'suggested'; readonly summary: string; readonly edits: readonly Edit[] };
}

/** One-based; the column counts bytes. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

/** What `lint` found, file by file. */
export interface LintReport {
  readonly kind: 'lint';
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'plimsoll'; readonly version: string };
  /** ISO 8601, UTC, the injected clock. */
  readonly at: string;
  readonly files: readonly LintedFile[];
}

export interface LintedFile {
  readonly path: string;
  readonly dockerfile: Dockerfile;
  /** Sorted by place, then rule. */
  readonly findings: readonly LintFinding[];
  /** Suppressed by a pragma or the configuration, with what did it. */
  readonly suppressed: readonly { readonly finding: LintFinding; readonly by: string }[];
}
