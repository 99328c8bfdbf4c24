import { decodeUtf8 } from '../../../formats/dockerfile/characters.ts';
import type { Environment } from '../../../formats/dockerfile/environment.ts';
import { valueIn } from '../../../formats/dockerfile/expand.ts';
import { mountsOf } from '../../../formats/dockerfile/mounts.ts';
import {
  copySourceOf,
  mountSourceOf,
  neededStages,
  type StageSource,
} from '../../../formats/dockerfile/stage-graph.ts';
import type { Dockerfile, Flag, Instruction, KeyValue, Stage, Word } from '../../../model/dockerfile.ts';
import { type ScriptCommand, scriptOf } from './build-graph-script.ts';

/**
 * What a Dockerfile makes a builder do, without how it is written: no layout, comments, cases of letters or quotes. Two files with equal graphs build the
 * same. Plain data, so that equality is equality of its JSON.
 */
export interface BuildGraph {
  /** The frontend that `# syntax=` names. */
  readonly syntax?: string;
  /** ARGs before the first FROM. */
  readonly args: readonly Step[];
  readonly stages: readonly StageNode[];
  /** Codes of what builders refuse, or will. */
  readonly problems: readonly string[];
}

export interface StageNode {
  readonly index: number;
  readonly name?: string;
  /** The image, or `stage 0`. */
  readonly base: string;
  readonly platform?: string;
  /** Whether a build of the last stage goes through it. */
  readonly isNeeded: boolean;
  /** In order. A CMD, ENTRYPOINT or HEALTHCHECK that a later one of its stage makes void is none. */
  readonly steps: readonly Step[];
}

/** One instruction. What does not apply to it is empty. */
export interface Step {
  readonly keyword: Lowercase<Instruction['keyword']>;
  /** Behind ONBUILD. */
  readonly isTrigger: boolean;
  /** `name=value`, in order. */
  readonly flags: readonly string[];
  /** Arguments: sources and destination, ports, a user … and of the exec form the words. */
  readonly words: readonly string[];
  readonly pairs: readonly (readonly [name: string, value: string | undefined])[];
  /** Shell text; absent for the exec form. */
  readonly script?: readonly ScriptCommand[];
  /** Files that stand in the Dockerfile: name, how they are read, body. */
  readonly heredocs: readonly string[];
}

const SHELL = /^(?:\/usr\/bin\/env\s+(?:-S\s+)?)?(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|k|z)?sh(?:\s|$)/;
const CALLED_ONCE = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

export function graphOf(file: Dockerfile): BuildGraph {
  const needed = neededStages(file);
  const syntax = file.directives.find(({ name }) => name === 'syntax')?.value;
  return {
    ...(syntax !== undefined && { syntax }),
    args: file.globalArgs.map((arg) => stepOf(file, arg)),
    stages: file.stages.map((stage) => nodeOf(file, stage, needed.has(stage.index))),
    problems: file.problems.map(({ code }) => code),
  };
}

function nodeOf(file: Dockerfile, stage: Stage, isNeeded: boolean): StageNode {
  const { index, name, from, parent, instructions } = stage;
  const platform = from.flags.find((flag) => flag.name === 'platform');
  const last = new Map(instructions.map((one) => [one.keyword, one]));
  return {
    index,
    ...(name !== undefined && { name }),
    base: parent === undefined ? textOf(file, from.image) : `stage ${parent}`,
    ...(platform?.value && { platform: textOf(file, platform.value) }),
    isNeeded,
    steps: instructions
      .filter((one) => !CALLED_ONCE.has(one.keyword) || last.get(one.keyword) === one)
      .map((one) => stepOf(file, one)),
  };
}

function stepOf(file: Dockerfile, instruction: Instruction): Step {
  const isTrigger = instruction.keyword === 'ONBUILD' && instruction.trigger !== undefined;
  const own = isTrigger ? instruction.trigger : instruction;
  return {
    keyword: own.keyword.toLowerCase() as Step['keyword'],
    isTrigger,
    flags: own.flags.map((flag) => flagOf(file, own, flag)),
    words: [],
    pairs: [],
    heredocs: [],
    ...argumentsOf(file, own),
  };
}

function argumentsOf(file: Dockerfile, one: Instruction): Partial<Step> {
  const text = (word: Word) => textOf(file, word);
  switch (one.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
    case 'HEALTHCHECK':
      return one.command === undefined ? { words: ['NONE'] } : commandOf(one, one.command);
    case 'COPY':
    case 'ADD':
      return {
        words: [...one.sources, ...(one.destination ? [one.destination] : [])].map(text),
        heredocs: one.heredocs.map(({ name, isQuoted, stripsTabs, bodySpan }) =>
          JSON.stringify([name, isQuoted, stripsTabs, file.source.slice(bodySpan.start, bodySpan.end)]),
        ),
      };
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      return { pairs: one.pairs.map((pair) => pairOf(file, pair)) };
    case 'EXPOSE':
      return { words: one.words.map((word) => (word.variables.length > 0 ? text(word) : text(word).toLowerCase())) };
    case 'VOLUME':
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return { words: one.words.map(text) };
    default:
      return { words: [file.source.slice(one.argumentSpan.start, one.argumentSpan.end)] };
  }
}

type Called = Extract<Instruction, { readonly command?: unknown }>;

function commandOf({ heredocs }: Called, command: NonNullable<Called['command']>): Partial<Step> {
  if (command.form === 'exec') return { words: command.words.map(({ value }) => value) };
  const { text } = command.shell;
  const shebangs = heredocs.flatMap(({ shebang }) => shebang ?? []);
  // A script of another program is not to be read as one of the shell.
  if (!shebangs.every((shebang) => SHELL.test(shebang))) return { words: [text], heredocs: shebangs };
  return { script: scriptOf(text), heredocs: shebangs };
}

function pairOf(file: Dockerfile, { key, value }: KeyValue): Step['pairs'][number] {
  return [textOf(file, key), value && textOf(file, value)];
}

function flagOf(file: Dockerfile, one: Instruction, flag: Flag): string {
  const { name, value } = flag;
  if (value === undefined) return name;
  if (name === 'from' && one.keyword === 'COPY') return `from=${sourceText(copySourceOf(file, value))}`;
  if (name !== 'mount') return `${name}=${textOf(file, value)}`;
  const [mount] = mountsOf({ ...one, flags: [flag] });
  const fields = (mount?.fields ?? []).map((field) =>
    field.name === 'from' && field.value
      ? `from=${sourceText(mountSourceOf(file, field.value))}`
      : JSON.stringify(field),
  );
  return `mount=${fields.join(',')}`;
}

function sourceText(source: StageSource): string {
  return source.kind === 'stage' ? `stage ${source.index}` : source.name;
}

/** Every variable has a value that nobody writes: what is left is where it stands, and what is written around it. */
const MARKED: Environment = { get: (name) => ({ state: 'set', value: `\0${name}\0` }) };

/** A word without quotes and escapes, in which a variable is not to be taken for the same letters in quotes. */
function textOf({ escape: escapeChar }: Dockerfile, word: Word): string {
  if (word.variables.length === 0) return word.value;
  const value = valueIn(word, MARKED, escapeChar);
  const text = value.state === 'set' ? decodeUtf8(value.value) : word.raw;
  const modifiers = word.variables.flatMap(({ name, modifier }) =>
    modifier ? [`${name}${modifier.operator}${modifier.word}`] : [],
  );
  return [text, ...modifiers].join('\0');
}
