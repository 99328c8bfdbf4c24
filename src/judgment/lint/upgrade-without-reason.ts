import type { Comment, Dockerfile, Instruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { parseOptions } from './parts/options.ts';
import { type Program, programsOf } from './parts/programs.ts';

export const upgradeWithoutReason: LintRule = {
  id: 'upgrade-without-reason',
  level: 'info',
  title: 'All packages of the base are upgraded, and nobody says why',
  why: 'Every upgraded file lies in the image twice, and what comes out depends on the day of the build and on the layer cache, which keeps an old upgrade for months. A newer base does the same for everyone; where one has to be bridged, a comment says until when.',
  aliases: [],
  *check(file, context) {
    for (const run of eachRun(file)) {
      let isExplained: boolean | undefined;
      for (const program of programsOf(run, context)) {
        const verb = upgradeOf(program);
        if (verb === undefined) continue;
        isExplained ??= explains(file, run);
        if (!isExplained) yield { span: program.span, subject: `${program.name} ${verb}` };
      }
    }
  },
};

const VALUED = {
  short: 'tcoaPXdxeR',
  long: ['option', 'repository', 'setopt', 'enablerepo', 'disablerepo', 'exclude', 'releasever'],
};

/** The verb of an upgrade of everything; an upgrade of named packages mends something. */
function upgradeOf({ name, args }: Program): string | undefined {
  const [verb, ...packages] = parseOptions(args, VALUED).operands.map(({ text }) => text);
  if (verb === undefined || packages.length > 0) return undefined;
  switch (name) {
    case 'apt':
    case 'apt-get':
    case 'aptitude':
      return /^(?:upgrade|safe-upgrade)$/.test(verb) ? verb : undefined;
    case 'apk':
      return verb === 'upgrade' ? verb : undefined;
    case 'yum':
    case 'dnf':
    case 'microdnf':
    case 'tdnf':
      return /^(?:update|upgrade)$/.test(verb) && !args.some(({ text }) => /^--(?:security|advisory|cves?)/.test(text))
        ? verb
        : undefined;
    case 'zypper':
      return /^(?:update|up)$/.test(verb) ? verb : undefined;
    default:
      return undefined;
  }
}

const REASON = /\b(?:upgrad|updat|patch|secur|vulnerab|cve-|fix|flaw|outdated|latest|until)/i;

/** Whether a comment in the command, or right above it, speaks of the upgrade. */
function explains({ comments, source }: Dockerfile, { span }: Instruction): boolean {
  let top = span.start;
  for (let index = countBefore(comments, span.end) - 1; index >= 0; index--) {
    const comment = comments[index]!;
    const isInside = comment.span.start > span.start;
    if (!isInside && !/^[ \t]*\r?\n[ \t]*$/.test(source.slice(comment.span.end, top).slice(0, 200))) return false;
    if (REASON.test(comment.text)) return true;
    if (!isInside) top = comment.span.start;
  }
  return false;
}

function countBefore(comments: readonly Comment[], byte: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comments[middle]!.span.start < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}
