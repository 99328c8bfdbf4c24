import type { Dockerfile, Instruction, Word } from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import { placeOf } from './place-of.ts';

/** What an expression of a user's own rule sees of one instruction. Every field is there: what does not apply is empty. Whole numbers are bigint, as CEL has them. */
export interface RuleRecord {
  readonly instruction: {
    readonly keyword: string;
    readonly text: string;
    readonly line: bigint;
    readonly isTrigger: boolean;
    readonly form: '' | 'exec' | 'shell';
    readonly flags: Readonly<Record<string, string>>;
    readonly words: readonly string[];
    readonly pairs: Readonly<Record<string, string>>;
    readonly sources: readonly string[];
    readonly destination: string;
    readonly commands: readonly CommandRecord[];
  };
  readonly stage: {
    readonly index: bigint;
    readonly name: string;
    readonly image: string;
    readonly isFinal: boolean;
    readonly user: string;
    readonly workdir: string;
  };
  readonly file: { readonly path: string; readonly stages: bigint };
}

export interface CommandRecord {
  readonly name: string;
  readonly args: readonly string[];
  readonly text: string;
  readonly line: bigint;
}

/** The types of the record, as CEL calls them; docs/lint.md lists the same. */
export const recordTypes = {
  Command: { name: 'string', args: 'list<string>', text: 'string', line: 'int' },
  Instruction: {
    keyword: 'string',
    text: 'string',
    line: 'int',
    isTrigger: 'bool',
    form: 'string',
    flags: 'map<string, string>',
    words: 'list<string>',
    pairs: 'map<string, string>',
    sources: 'list<string>',
    destination: 'string',
    commands: 'list<Command>',
  },
  Stage: { index: 'int', name: 'string', image: 'string', isFinal: 'bool', user: 'string', workdir: 'string' },
  File: { path: 'string', stages: 'int' },
} as const;

const known = new WeakMap<Dockerfile, readonly (readonly [Instruction, RuleRecord])[]>();

/** The records of all instructions, in order; what stands behind ONBUILD has one of its own. Made once for all rules of a file. */
export function recordsOf(
  file: Dockerfile,
  context: LintContext<unknown>,
): readonly (readonly [Instruction, RuleRecord])[] {
  const records = known.get(file) ?? [...makeRecords(file, context)];
  known.set(file, records);
  return records;
}

function* makeRecords(file: Dockerfile, context: LintContext<unknown>): Iterable<readonly [Instruction, RuleRecord]> {
  /** USER and WORKDIR in force at the end of each stage: stages that build on it begin with them. */
  const ends = new Map<number, { user: string; workdir: string }>();
  const shared = { path: file.path, stages: BigInt(file.stages.length) };
  let state = { user: '', workdir: '' };
  for (const one of file.instructions) {
    if (one.keyword === 'FROM') {
      const parent = file.stages[one.stage]?.parent;
      state = { ...(parent === undefined ? { user: '', workdir: '' } : (ends.get(parent) ?? state)) };
      ends.set(one.stage, state);
    }
    const stage = stageRecord(file, one, state, context);
    yield [one, { instruction: instructionRecord(file, one, context), stage, file: shared }];
    if (one.keyword === 'ONBUILD' && one.trigger !== undefined)
      yield [one.trigger, { instruction: instructionRecord(file, one.trigger, context), stage, file: shared }];
    if (one.keyword === 'USER') state.user = expanded(one.words[0], one, context);
    if (one.keyword === 'WORKDIR') state.workdir = expanded(one.words[0], one, context);
  }
}

function stageRecord(
  file: Dockerfile,
  one: Instruction,
  state: { user: string; workdir: string },
  context: LintContext<unknown>,
) {
  const stage = file.stages[one.stage];
  return {
    index: BigInt(one.stage),
    name: stage?.name ?? '',
    image: stage === undefined ? '' : expanded(stage.from.image, stage.from, context),
    isFinal: one.stage === file.stages.length - 1,
    ...state,
  };
}

function instructionRecord(
  file: Dockerfile,
  one: Instruction,
  context: LintContext<unknown>,
): RuleRecord['instruction'] {
  const command = 'command' in one ? one.command : undefined;
  const words =
    command?.form === 'exec' ? command.words : 'words' in one ? one.words : one.keyword === 'FROM' ? [one.image] : [];
  const pairs = 'pairs' in one ? one.pairs : [];
  const copies = 'sources' in one ? one : undefined;
  const { argumentSpan, span, flags, isTrigger, keyword } = one;
  return {
    keyword: keyword === 'unknown' ? one.keywordText.toUpperCase() : keyword,
    text: textAt(file, argumentSpan.start, argumentSpan.end),
    line: BigInt(placeOf(file, span.start).line),
    isTrigger,
    form: command?.form ?? copies?.form ?? '',
    flags: Object.fromEntries(flags.map(({ name, value }) => [name, value?.value ?? ''])),
    words: words.map((word) => expanded(word, one, context)),
    pairs: Object.fromEntries(pairs.map(({ key, value }) => [key.value, expanded(value, one, context)])),
    sources: (copies?.sources ?? []).map((word) => expanded(word, one, context)),
    destination: expanded(copies?.destination, one, context),
    commands: (context.shell(one)?.commands ?? []).map((command) => ({
      name: command.name?.value ?? command.name?.raw ?? '',
      args: command.args.map(({ value, raw }) => value ?? raw),
      text: textAt(file, command.span.start, command.span.end),
      line: BigInt(placeOf(file, command.span.start).line),
    })),
  };
}

/** With its variables filled in where they are known, else as written. */
function expanded(word: Word | undefined, at: Instruction, context: LintContext<unknown>): string {
  if (word === undefined) return '';
  return word.variables.length === 0 ? word.value : (context.expand(word.raw, at) ?? word.value);
}

function textAt({ source }: Dockerfile, start: number, end: number): string {
  return Buffer.from(source.slice(start, end), 'latin1').toString('utf8');
}
