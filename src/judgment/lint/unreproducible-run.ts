import type { LintRule, Violation } from '../../model/lint.ts';
import { downloadOf } from './parts/downloads.ts';
import { eachInstruction } from './parts/each-instruction.ts';
import { type Argument, type Program, programsOf } from './parts/programs.ts';

export const unreproducibleRun: LintRule = {
  id: 'unreproducible-run',
  level: 'info',
  title: 'The same Dockerfile gives another image tomorrow',
  why: 'The result depends on the day of the build: it cannot be repeated to look into a fault, and caches and mirrors give different people different images. Name a version, and take times from SOURCE_DATE_EPOCH.',
  aliases: [],
  *check(file, context) {
    for (const one of eachInstruction(file)) {
      if (one.keyword === 'ADD') {
        if (one.flags.some(({ name }) => name === 'checksum')) continue;
        for (const { value, span } of one.sources)
          if (/^https?:/i.test(value) && isMoving(value)) yield { span, subject: value, message: MOVING };
      }
      if (one.keyword !== 'RUN') continue;
      const programs = programsOf(one, context);
      for (const [index, program] of programs.entries())
        yield* ofProgram(program, programs.slice(Math.max(0, index - NEAR), index + NEAR));
    }
  },
};

/** How many programs before and behind are looked at. */
const NEAR = 50;

const MOVING = 'The address names whatever is newest on the day of the build';

function* ofProgram(program: Program, programs: readonly Program[]): Iterable<Violation> {
  const download = downloadOf(program);
  if (download !== undefined) {
    // Programs that only look something up show it on the screen.
    for (const { text, span } of download.urls) if (isMoving(text)) yield { span, subject: text, message: MOVING };
  } else if (program.name === 'date' && isClock(program.args) && isKept(program, programs))
    yield { span: program.span, subject: 'date', message: 'The time of the build becomes part of the image' };
}

/** `releases/latest`, `tool-latest.tar.gz`, `raw.githubusercontent.com/owner/name/master/install.sh`. */
function isMoving(address: string): boolean {
  const path = address.replace(/^\w+:\/\/[^/]*/, '').replace(/[?#].*$/s, '');
  if (/(?:^|[/._=-])latest(?:[/._-]|$)/i.test(path)) return true;
  return (
    /^https?:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/(?:refs\/heads\/)?(?:master|main|HEAD|develop)\//.test(
      address,
    ) ||
    /^https?:\/\/github\.com\/[^/]+\/[^/]+\/(?:raw|archive|archive\/refs\/heads)\/(?:master|main|HEAD|develop)\b/.test(
      address,
    )
  );
}

/** `date -d @0`, `date -r file` and `date -s` are no question for the time of day. */
function isClock(args: readonly Argument[]): boolean {
  return !args.some(({ text }) => /^(?:-\w*[drs]|--(?:date|reference|set)(?:=|$)|@)|SOURCE_DATE_EPOCH/.test(text));
}

const WRITERS = /^(?:echo|printf|sed|go|cargo|make|gcc|g\+\+|cmake|tee|export|ENV)$/;

/** Whether the output goes into a file or into a program that is built. */
function isKept({ command, span }: Program, programs: readonly Program[]): boolean {
  const isStored = (one: Program) =>
    one.command?.redirects.some(
      ({ operator, target }) =>
        operator.startsWith('>') && target?.value !== '/dev/null' && !/^(?:&|\d)/.test(target?.raw ?? '&'),
    ) === true;
  if (command === undefined) return false;
  if (programs.some((one) => one.command?.pipeline === command.pipeline && (isStored(one) || one.name === 'tee')))
    return true;
  return programs.some(
    (one) =>
      one.command !== command &&
      one.span.start <= span.start &&
      span.end <= one.span.end &&
      WRITERS.test(one.name) &&
      (isStored(one) || !/^(?:echo|printf)$/.test(one.name)),
  );
}
