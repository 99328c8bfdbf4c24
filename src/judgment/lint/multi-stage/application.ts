import { expand } from '../../../formats/dockerfile/expand.ts';
import { scopeAt } from '../../../formats/dockerfile/scope.ts';
import type { CopyInstruction, Dockerfile, Instruction, Stage, Word } from '../../../model/dockerfile.ts';
import type { ShellScript } from '../../../model/shell.ts';
import { type ImageName, parseImageName } from '../parts/images.ts';
import { type Program, programsOf } from '../parts/programs.ts';
import { resolvePath } from './paths.ts';
import { refuse } from './refusal.ts';

export type ShellOf = (instruction: Instruction) => ShellScript | undefined;

/** One RUN, COPY or ADD, with the directory that it stands in. */
export interface BuildStep {
  readonly instruction: Instruction;
  readonly directory: string;
  /** What a RUN starts. */
  readonly programs: readonly Program[];
}

/** What the image starts: all words of ENTRYPOINT and CMD. */
export interface Start {
  readonly words: readonly string[];
  readonly needsShell: boolean;
}

/** A file of one stage, read as an application that is built and then run. */
export interface Application {
  readonly file: Dockerfile;
  readonly stage: Stage;
  readonly image: ImageName;
  readonly steps: readonly BuildStep[];
  /** The last WORKDIR. */
  readonly directory: string;
  readonly start: Start;
  /** The program of HEALTHCHECK and its words. */
  readonly health?: Start;
  readonly user?: string;
}

/** Throws a `Refusal` when anything in it depends on what is not known before the build. */
export function applicationOf(file: Dockerfile, shellOf: ShellOf): Application {
  const [stage] = file.stages;
  if (stage === undefined || file.problems.some(({ code }) => code !== 'dockerfile/empty-continuation'))
    refuse('the file has errors');
  if (file.stages.length > 1) refuse('the file has several stages already');
  if (file.escape !== '\\') refuse('the image is one of Windows');
  if (/\$/.test(stage.from.image.raw)) refuse('the base image is a variable');
  if (stage.from.flags.length > 0) refuse('the base is of a platform of its own');
  const steps: BuildStep[] = [];
  let directory: string | undefined;
  let user: string | undefined;
  for (const one of stage.instructions) {
    if (one.keyword === 'ONBUILD' || one.keyword === 'SHELL' || one.keyword === 'unknown')
      refuse(`${one.keyword} is not understood here`);
    if (one.keyword === 'WORKDIR') directory = resolvePath(directory ?? '/', knownText(file, one.words[0], one));
    if (one.keyword === 'USER') user = knownText(file, one.words[0], one);
    if (one.keyword !== 'RUN' && one.keyword !== 'COPY' && one.keyword !== 'ADD') continue;
    if (directory === undefined && isRelativeCopy(one)) refuse('files are copied before there is a WORKDIR');
    steps.push({ instruction: one, directory: directory ?? '/', programs: programsIn(one, shellOf) });
  }
  if (directory === undefined || directory === '/') refuse('there is no WORKDIR for the application');
  const start = startOf(stage, shellOf);
  const health = stage.instructions.findLast((one) => one.keyword === 'HEALTHCHECK');
  return {
    file,
    stage,
    image: parseImageName(stage.from.image.value),
    steps,
    directory,
    start,
    ...(health?.keyword === 'HEALTHCHECK' && health.command && { health: wordsOf(health, shellOf) }),
    ...(user !== undefined && { user }),
  };
}

/** The text of a word when only the file decides it. */
export function knownText(file: Dockerfile, word: Word | undefined, at: Instruction): string {
  if (word === undefined) return '';
  // The default of an ARG is only one of the values that it may have.
  const isGiven = word.variables.some(({ name }) => isArg(file, name));
  const text = isGiven ? undefined : expand(file, word, scopeAt(file, at));
  return text ?? refuse(`${word.value} depends on variables`);
}

function isArg({ instructions }: Dockerfile, name: string): boolean {
  return instructions.some((one) => one.keyword === 'ARG' && one.pairs.some(({ key }) => key.value === name));
}

function isRelativeCopy(one: Instruction): boolean {
  return one.keyword !== 'RUN' && !(one as CopyInstruction).destination?.value.startsWith('/');
}

function programsIn(one: Instruction, shellOf: ShellOf): readonly Program[] {
  if (one.keyword !== 'RUN') return [];
  if (one.command.form === 'shell') {
    const script = shellOf(one);
    if (script === undefined || script.errors.length > 0) refuse('a RUN cannot be read');
  }
  return programsOf(one, { shell: shellOf });
}

function startOf(stage: Stage, shellOf: ShellOf): Start {
  const last = (keyword: 'ENTRYPOINT' | 'CMD') => stage.instructions.findLast((one) => one.keyword === keyword);
  const parts = [last('ENTRYPOINT'), last('CMD')].flatMap((one) => (one === undefined ? [] : [wordsOf(one, shellOf)]));
  const words = parts.flatMap((part) => part.words);
  if (words.length === 0) refuse('nothing says what the image starts');
  return { words, needsShell: parts.some(({ needsShell }) => needsShell) };
}

function wordsOf(one: Instruction, shellOf: ShellOf): Start {
  if (one.keyword !== 'CMD' && one.keyword !== 'ENTRYPOINT' && one.keyword !== 'HEALTHCHECK')
    return refuse('no command');
  if (one.command?.form === 'exec') return { words: one.command.words.map(({ value }) => value), needsShell: false };
  const programs = programsOf(one, { shell: shellOf }).filter(
    ({ name }) => !/^(?:exit|cd|true|false|test|\[)$/.test(name),
  );
  const [program] = programs;
  if (program === undefined || programs.length > 1) refuse(`${one.keyword} is more than one command`);
  return {
    words: [program.command?.name?.value ?? program.name, ...program.args.map(({ text }) => text)],
    needsShell: true,
  };
}
