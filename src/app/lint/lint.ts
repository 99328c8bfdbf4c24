import { parseDockerfile } from '../../formats/dockerfile/parse-dockerfile.ts';
import { buildContext } from '../../io/dockerfiles/build-context.ts';
import { lintRules } from '../../judgment/lint/index.ts';
import type { AnyRule } from '../../judgment/lint/parts/any-rule.ts';
import { chooseRules, type LintSettings } from '../../judgment/lint/parts/settings.ts';
import { hasShellText } from '../../judgment/lint/parts/shells.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Dockerfile } from '../../model/dockerfile.ts';
import { PlimsollError } from '../../model/error.ts';
import type { BaseKnowledge, LintedFile, LintFinding, LintReport } from '../../model/lint.ts';
import { type LintJob, lintDockerfile, mendDockerfile } from '../../scan/lint.ts';
import { readTarget } from './read-target.ts';
import { type LintTarget, targetsOf } from './targets.ts';

/** What is to be linted, and how. */
export interface LintRequest {
  /** `-`, files, directories, Compose and Bake files; none: the working directory. */
  readonly operands: readonly string[];
  readonly directory: string;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly settings: LintSettings;
  /** The user's own rules. */
  readonly custom: readonly AnyRule[];
  /** Which findings are to be mended; absent: none is. */
  readonly isWanted?: (finding: LintFinding) => boolean;
  readonly base?: (reference: string) => BaseKnowledge | undefined;
  readonly toolVersion: string;
  readonly now: Date;
}

export interface LintOutcome {
  readonly report: LintReport;
  /** Files whose text is another after their fixes; nobody has written them yet. */
  readonly mended: readonly MendedFile[];
  /** What was searched or found, and could not be read. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface MendedFile {
  readonly target: LintTarget;
  /** One character for each byte. */
  readonly before: string;
  readonly after: string;
  readonly fixed: readonly LintFinding[];
}

/** Lints. With `isWanted` the report is of the files as they would be after their fixes. Codes: `lint/…`. */
export async function lint(request: LintRequest, signal: AbortSignal): Promise<LintOutcome> {
  const { operands, directory, settings, custom, now } = request;
  const { targets, unreadable } = await targetsOf(operands, directory);
  const diagnostics: Diagnostic[] = unreadable.map((path) => ({
    code: 'lint/unreadable-directory',
    severity: 'warning',
    message: 'the directory cannot be read',
    path,
  }));
  const files = await parseAll(targets, request, diagnostics);
  const job: LintJob = {
    rules: chooseRules([...lintRules, ...custom], settings),
    heedsPragmas: settings.heedsPragmas,
    settings,
    now,
    ...(request.base && { base: request.base }),
    ...(files.some(({ file }) => hasShellText(file)) && { parseShell: await shellParser() }),
  };
  const linted: LintedFile[] = [];
  const mended: MendedFile[] = [];
  for (const { target, file } of files) {
    signal.throwIfAborted();
    const own = { ...job, ...contextOf(target) };
    if (request.isWanted === undefined) linted.push(lintDockerfile(file, own));
    else {
      const after = mendDockerfile(file, own, request.isWanted);
      linted.push(after.linted);
      if (after.linted.dockerfile.source !== file.source)
        mended.push({ target, before: file.source, after: after.linted.dockerfile.source, fixed: after.fixed });
    }
  }
  return {
    report: {
      kind: 'lint',
      schemaVersion: 1,
      tool: { name: 'plimsoll', version: request.toolVersion },
      at: now.toISOString(),
      files: linted,
    },
    mended,
    diagnostics,
  };
}

interface ParsedTarget {
  readonly target: LintTarget;
  readonly file: Dockerfile;
}

/** One of several files that is no text does not keep the others from being looked at. */
async function parseAll(
  targets: readonly LintTarget[],
  { stdin }: LintRequest,
  diagnostics: Diagnostic[],
): Promise<ParsedTarget[]> {
  const parsed: ParsedTarget[] = [];
  for (const target of targets) {
    try {
      parsed.push({ target, file: parseDockerfile(await readTarget(target, stdin), target.path) });
    } catch (cause) {
      if (!(cause instanceof PlimsollError) || targets.length === 1) throw cause;
      diagnostics.push({ code: cause.code, severity: 'warning', message: cause.message, path: target.path });
    }
  }
  return parsed;
}

/** 1.5 MB of WebAssembly, which a file without shell text does without. */
async function shellParser() {
  const { openShellParser } = await import('../../io/shell/tree-sitter-shell.ts');
  return openShellParser();
}

function contextOf({ context, file }: LintTarget): Pick<LintJob, 'build'> {
  return context === undefined ? {} : { build: buildContext(context, file, () => () => false) };
}
