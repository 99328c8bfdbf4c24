import type { Dockerfile, Instruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { packageChangeOf } from './parts/installed-packages.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { type Argument, type Program, programsOf } from './parts/programs.ts';

export const sortedArguments: LintRule = {
  id: 'sorted-arguments',
  level: 'style',
  title: 'Packages that stand one to a line are not in order',
  why: 'In order a package is found at a glance, nobody lists one twice, and two people who add packages do not get into each other’s way.',
  aliases: [],
  isOptIn: true,
  *check(file, context) {
    for (const group of eachGroup(file, file.instructions, context)) {
      const sorted = inOrder(file, group);
      const at = group.findIndex((one, index) => one !== sorted[index]);
      if (at >= 0) yield { span: group[at]!.span, subject: group.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'sort the packages',
    edits({ span }, file, context) {
      const run = instructionAt(file, span.start);
      for (const group of run === undefined ? [] : eachGroup(file, [run], context)) {
        if (!group.some((one) => one.span.start === span.start)) continue;
        // A comment belongs to the package that it stands with: nobody can say which one that is.
        const [first, last] = [group[0]!, group.at(-1)!];
        if (file.comments.some((one) => one.span.start > first.span.start && one.span.start < last.span.end)) return [];
        return inOrder(file, group).flatMap((one, index) => {
          const place = group[index]!;
          return one === place ? [] : [{ span: place.span, text: textOf(file, one) }];
        });
      }
      return [];
    },
  },
};

/** Packages of one installation that stand one to a line. Empty lines between them part groups. */
function* eachGroup(
  file: Dockerfile,
  instructions: readonly Instruction[],
  context: LintContext,
): Iterable<readonly Argument[]> {
  for (const run of eachRun({ instructions })) {
    for (const program of programsOf(run, context)) {
      let group: Argument[] = [];
      for (const one of linesOf(file, program) ?? []) {
        const gap = file.source.slice(group.at(-1)?.span.end ?? one.span.start, one.span.start);
        if (/\n[ \t]*[\\`][ \t]*\r?\n/.test(gap)) {
          yield group;
          group = [];
        }
        group.push(one);
      }
      yield group;
    }
  }
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
