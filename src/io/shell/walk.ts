import type { TreeCursor } from 'web-tree-sitter';
import type { Nesting, ShellCommand } from '../../model/shell.ts';
import type { AssignmentDraft, CommandDraft, RedirectDraft, ScriptDraft, WordDraft } from './draft.ts';
import { NESTINGS, type NodeKind } from './node-kinds.ts';

/** Deeper trees are not gone into. `a && b && …` of n commands is n deep: the grammar nests it to the left. */
const DEEPEST = 50_000;
const MOST_NESTED = 400;
/** A redirect of `{ …; }` is one of each command in it, up to this many. */
const MOST_REDIRECTED = 100;
const ERROR_NODE = 0xffff;

/** Kind and name of each type of node, by its number. */
export interface NodeTypes {
  readonly kinds: readonly NodeKind[];
  readonly names: readonly string[];
}

/** Statements that follow each other at one level. */
interface Block {
  readonly list: number;
  /** What stands since the last statement. */
  pending: ShellCommand['joinedBy'];
  elements: number;
  pipeline: number;
  stage: number;
  /** Where the commands of the last statement begin. */
  first: number;
}

/** What surrounds the node that the walk is at. */
interface Frame {
  readonly block: Block;
  readonly inside: readonly Nesting[];
  /** `inside` of the compound statement that this is a part of. */
  readonly base: readonly Nesting[];
  readonly command?: CommandDraft | undefined;
  /** Whether the first token is the command's name. */
  readonly isKeyword?: boolean;
  readonly isName?: boolean;
  readonly assignment?: AssignmentDraft | undefined;
  readonly redirect?: RedirectDraft | undefined;
  readonly word?: WordDraft | undefined;
  readonly isQuoted?: boolean;
  /** How many statements the block had before a statement with redirects. */
  readonly elementsBefore?: number;
}

/**
 * Collects the commands of a tree in one pass of a cursor. Pipelines and lists are taken from the order of commands and operators, not from
 * the tree: the grammar puts `a && b >f | c` together in another way than a shell does.
 */
export function walk(cursor: TreeCursor, text: string, types: NodeTypes): ScriptDraft {
  return new Walk(text, types).run(cursor);
}

class Walk {
  readonly #text: string;
  readonly #types: NodeTypes;
  readonly #script: ScriptDraft = { commands: [], errors: [] };
  #lists = 0;
  #pipelines = 0;

  constructor(text: string, types: NodeTypes) {
    this.#text = text;
    this.#types = types;
  }

  run(cursor: TreeCursor): ScriptDraft {
    const stack: Frame[] = [];
    let frame: Frame = { block: this.#newBlock(), inside: [], base: [] };
    for (;;) {
      const type = cursor.nodeTypeId;
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      if (type === ERROR_NODE || (start === end && cursor.nodeIsMissing)) this.#script.errors.push({ start, end });
      const kind = this.#types.kinds[type] ?? 'none';
      if (kind === 'part') frame = this.#partOf(frame, this.#types.names[type]!);
      const inner = this.#enter(frame, kind, this.#types.names[type] ?? '', start, end);
      if (inner !== undefined && (stack.length >= DEEPEST || inner.inside.length > MOST_NESTED))
        this.#script.errors.push({ start, end });
      else if (inner !== undefined && cursor.gotoFirstChild()) {
        stack.push(frame);
        frame = inner;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        const outer = stack.pop();
        if (outer === undefined) return this.#script;
        cursor.gotoParent();
        frame = outer;
      }
    }
  }

  #newBlock(): Block {
    return { list: this.#lists++, pending: undefined, elements: 0, pipeline: 0, stage: 0, first: 0 };
  }

  /** The rest of a compound statement behind `then`, `else` and their like. */
  #partOf(frame: Frame, word: string): Frame {
    return { ...frame, block: this.#newBlock(), inside: [...frame.base, NESTINGS.get(word)!] };
  }

  /** What surrounds the children of a node; undefined when there is nothing in them. */
  #enter(frame: Frame, kind: NodeKind, name: string, start: number, end: number): Frame | undefined {
    switch (kind) {
      case 'none':
        return this.#enterOther(frame, name, start, end);
      case 'part':
        return undefined;
      case 'join':
        this.#join(frame, name);
        return undefined;
      case 'leaf':
      case 'sign':
        return this.#enterLeaf(frame, name, start, end);
      case 'command':
        return { ...placeOf(frame), command: this.#begin(frame, start, end) };
      case 'keyword-command':
        return { ...placeOf(frame), command: this.#begin(frame, start, end), isKeyword: true };
      case 'command-name':
        return { ...frame, isName: true };
      case 'assignments':
        return { ...placeOf(frame), command: this.#begin(frame, start, end) };
      case 'assignment':
        return this.#enterAssignment(frame, start, end);
      case 'redirected':
        return { ...placeOf(frame), elementsBefore: frame.block.elements };
      case 'heredoc-body':
        return placeOf(frame);
      case 'redirect':
        return this.#enterRedirect(frame, start, end);
      case 'negation':
        return { ...frame, inside: [...frame.inside, 'negation'] };
      case 'compound':
        this.#beginElement(frame);
        return {
          block: this.#newBlock(),
          inside: name === 'function_definition' ? [...frame.inside, 'function'] : frame.inside,
          base: frame.inside,
        };
      case 'block':
        return this.#enterBlock(frame, name);
      default:
        return this.#enterWord(frame, kind, name, start, end);
    }
  }

  #enterBlock(frame: Frame, name: string): Frame {
    if (name === 'subshell' || name === 'compound_statement') this.#beginElement(frame);
    const outer = name === 'do_group' || name === 'case_item' ? frame.base : frame.inside;
    const inside = [...outer, NESTINGS.get(name)!];
    return { block: this.#newBlock(), inside, base: inside };
  }

  #enterAssignment(frame: Frame, start: number, end: number): Frame {
    if (frame.isKeyword) return this.#enterWord(frame, 'word', '', start, end);
    const command = frame.command ?? this.#begin(frame, start, end);
    const name = /^[^=+[]*/.exec(this.#text.slice(start, Math.min(end, start + 256)))![0];
    const assignment: AssignmentDraft = { start, end, name, value: undefined };
    command.assignments.push(assignment);
    return { ...frame, command, assignment };
  }

  #enterRedirect(frame: Frame, start: number, end: number): Frame {
    const redirect: RedirectDraft = { start, end, operator: '', target: undefined };
    const { block, elementsBefore } = frame;
    let { command } = frame;
    if (command === undefined && elementsBefore === block.elements) command = this.#begin(frame, start, end);
    const commands = command === undefined ? this.#lastOf(frame) : [command];
    for (const one of commands) one.redirects.push(redirect);
    const last = command ?? (commands.length === 1 ? commands[0] : undefined);
    return { ...frame, redirect, command: last };
  }

  /** The commands of the last statement, those in `$(…)` aside, whose output goes elsewhere. */
  #lastOf({ block, inside }: Frame): CommandDraft[] {
    const { commands } = this.#script;
    const last = commands.slice(Math.max(block.first, commands.length - MOST_REDIRECTED));
    return last.filter((one) => !one.inside.slice(inside.length).some((nesting) => nesting.endsWith('substitution')));
  }

  /** Words of the language and signs: the operator of a redirect, the name of a command such as `export`, an argument. */
  #enterOther(frame: Frame, name: string, start: number, end: number): Frame | undefined {
    const { redirect, command, isKeyword } = frame;
    if (redirect !== undefined && redirect.operator === '' && /^&?[<>]/.test(name))
      this.#setOperator(redirect, start, end);
    else if (isKeyword && command !== undefined && command.name === undefined)
      command.name = { start, end, expansions: [] };
    return frame;
  }

  #enterLeaf(frame: Frame, name: string, start: number, end: number): Frame | undefined {
    const { redirect, command, word, isKeyword } = frame;
    if (redirect !== undefined && redirect.operator === '') {
      if (/^[<>]/.test(name)) this.#setOperator(redirect, start, end);
    } else if (command !== undefined && word === undefined && frame.assignment === undefined) {
      const isArgument = isKeyword ? name !== 'comment' : /^[$=]/.test(name);
      if (isArgument) command.args.push({ start, end, expansions: [] });
    }
    return undefined;
  }

  #setOperator(redirect: RedirectDraft, start: number, end: number): void {
    redirect.operator = this.#text.slice(Math.min(redirect.start, start), end);
  }

  #enterWord(frame: Frame, kind: NodeKind, name: string, start: number, end: number): Frame {
    const word = frame.word ?? this.#beginWord(frame, start, end);
    const inner: Frame = { ...frame, word };
    if (kind === 'string') return { ...inner, isQuoted: true };
    if (kind === 'word') return inner;
    word?.expansions.push({
      start,
      end,
      kind: expansionKindOf(kind, name),
      name: kind === 'variable' ? variableNameOf(this.#text.slice(start, end)) : undefined,
      isQuoted: frame.isQuoted === true,
    });
    if (kind !== 'substitution') return inner;
    const outer =
      frame.isKeyword && isTest(frame.command, this.#text) ? [...frame.inside, 'test' as const] : frame.inside;
    const inside = [...outer, NESTINGS.get(name)!];
    return { block: this.#newBlock(), inside, base: inside };
  }

  /** A word of what is being read; undefined where words are of no use, as in `for x in a b`. */
  #beginWord({ command, redirect, assignment, isName }: Frame, start: number, end: number): WordDraft | undefined {
    const word: WordDraft = { start, end, expansions: [] };
    if (redirect !== undefined && redirect.target === undefined) {
      redirect.target = word;
      redirect.end = end;
      if (command !== undefined) command.end = Math.max(command.end, end);
    } else if (assignment !== undefined && redirect === undefined) assignment.value = word;
    else if (command === undefined) return undefined;
    else if (isName && redirect === undefined) command.name = word;
    else {
      command.args.push(word);
      command.end = Math.max(command.end, end);
    }
    return word;
  }

  #begin(frame: Frame, start: number, end: number): CommandDraft {
    const joinedBy = this.#beginElement(frame);
    const { list, pipeline, stage } = frame.block;
    const empty = { assignments: [], name: undefined, args: [], redirects: [] };
    const command: CommandDraft = { start, end, ...empty, pipeline, stage, joinedBy, inside: frame.inside, list };
    this.#script.commands.push(command);
    return command;
  }

  /** Counts a statement in its block, and tells what joins it to the one before. */
  #beginElement({ block }: Frame): ShellCommand['joinedBy'] {
    const joinedBy = block.elements === 0 ? undefined : (block.pending ?? 'newline');
    const isPiped = joinedBy === '|' || joinedBy === '|&';
    if (!isPiped) block.pipeline = this.#pipelines++;
    block.stage = isPiped ? block.stage + 1 : 0;
    block.elements += 1;
    block.first = this.#script.commands.length;
    block.pending = undefined;
    return joinedBy;
  }

  #join({ block }: Frame, sign: string): void {
    if (sign === '\n') block.pending ??= 'newline';
    else if (sign !== ';;') block.pending = sign as NonNullable<ShellCommand['joinedBy']>;
  }
}

/** Where a statement stands, without what is being read around it. */
function placeOf({ block, inside, base }: Frame): Frame {
  return { block, inside, base };
}

function expansionKindOf(kind: NodeKind, name: string): 'variable' | 'arithmetic' | 'process' | 'command' {
  if (kind === 'variable' || kind === 'arithmetic') return kind;
  return name === 'process_substitution' ? 'process' : 'command';
}

function variableNameOf(raw: string): string | undefined {
  return /^\$(?:\{[!#]?)?([A-Za-z_]\w*|\d+|[@*#?$!-])/.exec(raw)?.[1];
}

function isTest(command: CommandDraft | undefined, text: string): boolean {
  return command?.name !== undefined && text[command.name.start] === '[';
}
