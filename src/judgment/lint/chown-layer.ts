import type {
  CopyInstruction,
  Dockerfile,
  Edit,
  Instruction,
  RunInstruction,
  Stage,
  Word,
} from '../../model/dockerfile.ts';
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
      for (const { program, chown, copies } of chownsOf(stage, context)) {
        if (copies.length === 0) continue;
        const subject = chown.paths.map(({ text }) => text).join(' ');
        const message = `COPY --chown=${chown.owner.text} does this without storing the files twice`;
        yield { span: program.span, subject, message };
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

/** No file system has longer paths. */
const LONGEST = 4096;
/** Directories deeper than this are not looked at. */
const DEEPEST = 50;
/** Of more paths, and more copies, it is enough to know that there are some. */
const MOST = 20;

/** Every chown of a stage, with the COPYs further up whose files it changes and that say no owner themselves. */
function* chownsOf(stage: Stage, context: LintContext) {
  let workdir: string | undefined;
  /** By each directory that the destination lies in. */
  const copied = new Map<string, CopyInstruction[]>();
  for (const one of stage.instructions) {
    if (one.keyword === 'WORKDIR' && one.words[0] !== undefined) workdir = pathOf(one.words[0], one, workdir, context);
    else if (one.keyword === 'COPY' && one.destination !== undefined && !isOwned(one)) {
      const path = pathOf(one.destination, one, workdir, context);
      for (const above of path === undefined ? [] : directoriesOf(path)) {
        const there = copied.get(above);
        if (there === undefined) copied.set(above, [one]);
        else there.push(one);
      }
    } else if (one.keyword === 'RUN') {
      for (const program of programsOf(one, context)) {
        const chown = chownOf(program);
        if (chown === undefined) continue;
        const paths = chown.paths.slice(0, MOST).map(({ text }) => absolute(text, workdir) ?? '');
        const copies = paths.flatMap((path) => copied.get(path)?.slice(0, MOST) ?? []);
        yield { run: one, program, chown, copies: [...new Set(copies)] };
      }
    }
  }
}

function chownIn(stage: Stage, run: RunInstruction, context: LintContext) {
  for (const one of chownsOf(stage, context)) if (one.run === run) return one;
  return undefined;
}

function isOwned({ flags }: CopyInstruction): boolean {
  return flags.some(({ name }) => name === 'chown');
}

function pathOf({ raw }: Word, at: Instruction, workdir: string | undefined, context: LintContext): string | undefined {
  const text = context.expand(raw, at);
  return text === undefined ? undefined : absolute(text, workdir);
}

/** `/a/b` → `/a`, `/a/b`. */
function directoriesOf(path: string): readonly string[] {
  const parts = path.split('/').slice(1, DEEPEST);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

/** In the directory that WORKDIR sets; undefined when that depends on the base image. */
function absolute(path: string, workdir: string | undefined): string | undefined {
  if (path.length > LONGEST || /[$*?~`]/.test(path)) return undefined;
  const whole = path.startsWith('/') ? path : workdir === undefined ? undefined : `${workdir}/${path}`;
  const parts = whole?.split('/').filter((part) => part !== '' && part !== '.');
  // Of the root as a whole nothing is said here: it holds more than copies.
  return parts === undefined || parts.length === 0 || whole!.length > LONGEST || parts.includes('..')
    ? undefined
    : `/${parts.join('/')}`;
}

/** Only where the RUN does nothing else, and nothing between could have made files of its own or the owner's account. */
function editsOf(file: Dockerfile, run: RunInstruction, context: LintContext): readonly Edit[] {
  const stage = file.stages[run.stage];
  if (stage === undefined || programsOf(run, context).length !== 1) return [];
  const { chown, copies = [] } = chownIn(stage, run, context) ?? {};
  if (chown === undefined || copies.length >= MOST || !/^[\w.$:{}-]+$/.test(chown.owner.text)) return [];
  const at = stage.instructions.indexOf(run);
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
