import type { Dockerfile } from '../../model/dockerfile.ts';
import type { LintContext, LintRule, Violation } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { packageChangeOf } from './parts/installed-packages.ts';
import { type Argument, type Program, programsOf } from './parts/programs.ts';

export const sortedArguments: LintRule = {
  id: 'sorted-arguments',
  level: 'style',
  title: 'Packages that stand one to a line are not in order',
  why: 'In order a package is found at a glance, nobody lists one twice, and two people who add packages do not get into each other’s way.',
  aliases: [],
  isOptIn: true,
  *check(file, context) {
    for (const program of eachProgram(file, context)) {
      const packages = linesOf(file, program);
      if (packages === undefined) continue;
      const sorted = inOrder(file, packages);
      const at = packages.findIndex((one, index) => one !== sorted[index]);
      if (at >= 0) yield violationOf(packages, at);
    }
  },
  fix: {
    safety: 'safe',
    summary: 'sort the packages',
    edits({ span }, file, context) {
      for (const program of eachProgram(file, context)) {
        const packages = linesOf(file, program);
        if (packages === undefined || !packages.some((one) => one.span.start === span.start)) continue;
        // A comment belongs to the package that it stands with: nobody can say which one that is.
        const [first, last] = [packages[0]!, packages.at(-1)!];
        if (file.comments.some((one) => one.span.start > first.span.start && one.span.start < last.span.end)) return [];
        return inOrder(file, packages).flatMap((one, index) => {
          const place = packages[index]!;
          return one === place ? [] : [{ span: place.span, text: textOf(file, one) }];
        });
      }
      return [];
    },
  },
};

function violationOf(packages: readonly Argument[], at: number): Violation {
  return { span: packages[at]!.span, subject: packages.map(({ text }) => text).join(' ') };
}

function* eachProgram(file: Dockerfile, context: LintContext): Iterable<Program> {
  for (const run of eachRun(file)) yield* programsOf(run, context);
}

/** The packages of an installation when each of several stands in a line of its own. */
function linesOf({ source }: Dockerfile, program: Program): readonly Argument[] | undefined {
  const change = packageChangeOf(program);
  if (change?.kind !== 'install' || change.packages.length < 2) return undefined;
  const { packages } = change;
  for (const [index, one] of packages.entries()) {
    const next = packages[index + 1];
    if (next !== undefined && !source.slice(one.span.end, next.span.start).includes('\n')) return undefined;
  }
  // An option between them may speak of those behind it.
  const [from, to] = [packages[0]!.span.start, packages.at(-1)!.span.end];
  const isMixed = program.args.some(({ text, span }) => text.startsWith('-') && span.start > from && span.end < to);
  return isMixed ? undefined : packages;
}

function inOrder(file: Dockerfile, packages: readonly Argument[]): readonly Argument[] {
  const keyed = packages.map((one) => ({ one, key: textOf(file, one).replace(/["']/g, '').toLowerCase() }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}

function textOf({ source }: Dockerfile, { span }: Argument): string {
  return source.slice(span.start, span.end);
}
