import type { CopyInstruction, Dockerfile, Edit, Instruction, RunInstruction, Stage } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { parseOptions } from './parts/options.ts';
import { type Argument, type Program, programsOf } from './parts/programs.ts';

export const chownLayer: LintRule = {
  id: 'chown-layer',
  level: 'info',
  title: 'Files are copied, and then stored again for another owner',
  why: 'A layer keeps whole files: a chown of what an earlier COPY brought stores all of it a second time. `COPY --chown=user:group` gives it to its owner at once.',
  aliases: [],
  *check(file, context) {
    for (const stage of file.stages) {
      for (const [index, run] of stage.instructions.entries()) {
        if (run.keyword !== 'RUN') continue;
        for (const program of programsOf(run, context)) {
          const chown = chownOf(program);
          if (chown === undefined || copiesUnder(stage, index, chown.paths, context).length === 0) continue;
          yield {
            span: program.span,
            subject: chown.paths.map(({ text }) => text).join(' '),
            message: `COPY --chown=${chown.owner.text} does this without storing the files twice`,
          };
        }
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'give the files to their owner with COPY --chown',
    edits({ span }, file, context) {
      const run = instructionAt(file, span.start);
      return run?.keyword === 'RUN' ? editsOf(file, run, context) : [];
    },
  },
};

interface Chown {
  readonly owner: Argument;
  readonly paths: readonly Argument[];
}

function chownOf(program: Program): Chown | undefined {
  if (program.name !== 'chown') return undefined;
  const [owner, ...paths] = parseOptions(program.args).operands;
  return owner === undefined || paths.length === 0 || /[`(]/.test(owner.text) ? undefined : { owner, paths };
}

/** Every COPY further up whose files a chown of these paths changes, and that says no owner itself. */
function copiesUnder(
  stage: Stage,
  before: number,
  paths: readonly Argument[],
  context: LintContext,
): CopyInstruction[] {
  const wanted = paths.flatMap(({ text }) => absolute(text, workdirAt(stage, before, context)) ?? []);
  return stage.instructions.slice(0, before).filter((one, index): one is CopyInstruction => {
    if (one.keyword !== 'COPY' || one.destination === undefined || one.flags.some(({ name }) => name === 'chown'))
      return false;
    const text = context.expand(one.destination.raw, one);
    const destination = text === undefined ? undefined : absolute(text, workdirAt(stage, index, context));
    return (
      destination !== undefined && wanted.some((path) => destination === path || destination.startsWith(`${path}/`))
    );
  });
}

/** In the directory that WORKDIR sets; undefined when that depends on the base image. */
function absolute(path: string, workdir: string | undefined): string | undefined {
  if (/[$*?~`]/.test(path)) return undefined;
  const whole = path.startsWith('/') ? path : workdir === undefined ? undefined : `${workdir}/${path}`;
  const parts = whole?.split('/').filter((part) => part !== '' && part !== '.');
  // Of the root as a whole nothing is said here: it holds more than copies.
  return parts === undefined || parts.length === 0 || parts.includes('..') ? undefined : `/${parts.join('/')}`;
}

function workdirAt({ instructions }: Stage, before: number, context: LintContext): string | undefined {
  let workdir: string | undefined;
  for (const one of instructions.slice(0, before)) {
    if (one.keyword !== 'WORKDIR' || one.words[0] === undefined) continue;
    const path = context.expand(one.words[0].raw, one);
    workdir = path === undefined ? undefined : absolute(path, workdir);
  }
  return workdir;
}

/** Only where the RUN does nothing else, and nothing between could have made files of its own or the owner's account. */
function editsOf(file: Dockerfile, run: RunInstruction, context: LintContext): readonly Edit[] {
  const stage = file.stages[run.stage];
  const programs = programsOf(run, context);
  const chown = programs.length === 1 ? chownOf(programs[0]!) : undefined;
  if (stage === undefined || chown === undefined || !/^[\w.$:{}-]+$/.test(chown.owner.text)) return [];
  const at = stage.instructions.indexOf(run);
  const copies = copiesUnder(stage, at, chown.paths, context);
  const first = stage.instructions.findIndex((one: Instruction) => one === copies[0]);
  const between = stage.instructions.slice(first, at);
  if (
    copies.length === 0 ||
    between.some(({ keyword }) => keyword === 'RUN' || keyword === 'USER' || keyword === 'ADD')
  )
    return [];
  const isAll = between.every(
    (one) => one.keyword !== 'COPY' || copies.includes(one) || one.flags.some(({ name }) => name === 'chown'),
  );
  if (!isAll) return [];
  const before = file.source.lastIndexOf('\n', run.span.start - 1);
  const inserts = copies.map(({ keywordSpan: { end } }) => ({
    span: { start: end, end },
    text: ` --chown=${chown.owner.text}`,
  }));
  return [...inserts, { span: { start: before, end: run.span.end }, text: '' }];
}
