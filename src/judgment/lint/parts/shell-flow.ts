import type { ShellScan } from './shell-scans.ts';
import type { ShellList, ShellPart, SimpleCommand, TreeCommand, TreeNode, VariablePart } from './shell-tree.ts';
import { childrenOf, literalOf, nodesIn } from './shell-walk.ts';

/** More variables of one script are not followed: nothing is said about them. */
const MOST_VARIABLES = 200;
const NUMERIC =
  /^(?:[#?$!-]|PPID|UID|EUID|OPTIND|RANDOM|SECONDS|LINENO|SHLVL|BASHPID|COLUMNS|LINES|HISTCMD|BASH_SUBSHELL|COMP_CWORD|COMP_KEY|COMP_POINT|COMP_TYPE)$/;
const DECLARES = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);
const ENDS = new Set(['exit', 'return', 'exec']);

/** What a variable may hold: `clean` is one word without blanks and wildcards. */
type Value = 'clean' | 'empty' | 'split';
type State = Map<string, Value>;

const ofScans = new WeakMap<ShellScan, ReadonlySet<VariablePart>>();

/** Expansions whose value is known to be one word at that place: `a=1; echo $a`. */
export function cleanVariables(scan: ShellScan): ReadonlySet<VariablePart> {
  const known = ofScans.get(scan);
  if (known !== undefined) return known;
  const flow = new Flow(scan);
  flow.list(scan.tree.root, new Map());
  ofScans.set(scan, flow.clean);
  return flow.clean;
}

/** Goes through a script in the order in which it runs. A state that cannot be reached is undefined. */
class Flow {
  readonly clean = new Set<VariablePart>();
  readonly #scan: ShellScan;
  /** Names that calling a function may change. */
  readonly #functions = new Map<string, readonly string[]>();

  constructor(scan: ShellScan) {
    this.#scan = scan;
  }

  list({ items }: ShellList, before: State | undefined): State | undefined {
    let state = before;
    for (const { chain, separator } of items) {
      let after = state;
      for (const [at, pipeline] of chain.items.entries()) {
        const { stages } = pipeline;
        let end: State | undefined;
        if (stages.length === 1) end = this.#command(stages[0]!, copy(after));
        else {
          for (const stage of stages) this.#command(stage, copy(after));
          end = after;
        }
        after = at === 0 ? end : merge(after, end);
      }
      if (separator !== '&') state = after;
    }
    return state;
  }

  #command(command: TreeCommand, state: State | undefined): State | undefined {
    const after = this.#compound(command, state);
    for (const redirect of command.redirects) this.#look(redirect, after);
    return after;
  }

  #compound(command: TreeCommand, state: State | undefined): State | undefined {
    switch (command.kind) {
      case 'simple':
        return this.#simple(command, state);
      case 'group':
        return this.list(command.body, state);
      case 'subshell':
        this.list(command.body, copy(state));
        return state;
      case 'if': {
        let condition = state;
        let ends: State | undefined;
        for (const branch of command.branches) {
          condition = this.list(branch.condition, copy(condition));
          ends = merge(ends, this.list(branch.body, copy(condition)));
        }
        return merge(ends, command.otherwise ? this.list(command.otherwise, copy(condition)) : condition);
      }
      case 'while':
      case 'until': {
        const first = this.list(command.condition, this.#beforeLoop(command, state));
        return merge(first, this.list(command.body, copy(first)));
      }
      case 'for':
      case 'select':
        return this.#for(command, state);
      case 'case': {
        this.#look(command.word, state);
        let ends: State | undefined;
        for (const { patterns, body } of command.items) {
          for (const pattern of patterns) this.#look(pattern, state);
          ends = merge(ends, this.list(body, copy(state)));
        }
        return command.items.some(({ patterns }) => patterns.some(({ raw }) => raw === '*'))
          ? ends
          : merge(ends, state);
      }
      case 'function':
        this.#functions.set(command.name, assignedIn(command.body));
        this.#command(command.body, new Map());
        return state;
      default:
        for (const child of childrenOf(command)) this.#look(child, state);
        return state;
    }
  }

  #for(command: TreeCommand & { kind: 'for' | 'select' }, before: State | undefined): State | undefined {
    for (const word of command.words ?? []) this.#look(word, before);
    const state = this.#beforeLoop(command, before);
    const inside = copy(state);
    if (command.variable !== '') {
      const isClean =
        command.words?.every(
          ({ parts }) => literalOf({ parts }) !== undefined && this.#valueOf(parts, state) === 'clean',
        ) ?? false;
      set(inside, command.variable, isClean ? 'clean' : 'split');
    } else for (const name of /\b[A-Za-z_]\w*(?=\s*=)/.exec(command.arithmetic ?? '') ?? []) set(inside, name, 'clean');
    return merge(state, this.list(command.body, inside));
  }

  /** What a later round of a loop may find changed by an earlier one. */
  #beforeLoop({ body }: { readonly body: ShellList }, state: State | undefined): State | undefined {
    const after = copy(state);
    const assigned = new Map<string, number>();
    for (const node of nodesIn(body))
      if (node.kind === 'assignment' && this.#valueOf(node.value?.parts ?? [], new Map()) !== 'clean')
        assigned.set(node.name, node.start);
    for (const name of assigned.keys()) if (after?.has(name)) set(after, name, 'split');
    return after;
  }

  #simple(command: SimpleCommand, state: State | undefined): State | undefined {
    const { assignments, words, declared } = command;
    for (const child of [...assignments, ...words]) this.#look(child, state);
    if (state === undefined) return undefined;
    const name = words[0] && literalOf(words[0]);
    if (words.length === 0)
      for (const one of assignments) {
        const value = one.elements ? 'split' : this.#valueOf(one.value?.parts ?? [], state);
        const isAppended = one.isAppending && state.get(one.name) !== 'clean';
        set(state, one.name, isAppended ? 'split' : value);
      }
    if (name === undefined) return state;
    if (DECLARES.has(name)) {
      const isNumber = words.some(({ raw }) => /^-[a-z]*i/.test(raw));
      for (const one of declared)
        set(
          state,
          one.name,
          isNumber ? 'clean' : one.elements ? 'split' : this.#valueOf(one.value?.parts ?? [], state),
        );
    }
    if (name === 'read' || name === 'getopts' || name === 'printf' || name === 'mapfile')
      for (const { raw } of words) if (state.has(raw)) set(state, raw, 'split');
    if (name === 'unset') for (const { raw } of words.slice(1)) set(state, raw, 'clean');
    for (const changed of this.#functions.get(name) ?? []) set(state, changed, 'split');
    return ENDS.has(name) && (name !== 'exec' || words.length > 1) ? undefined : state;
  }

  /** Notes what is clean in a word, and goes into its substitutions. */
  #look(node: TreeNode, state: State | undefined): void {
    const stack: TreeNode[] = [node];
    for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
      if (one.kind === 'substitution') this.list(one.body, copy(state));
      else {
        if (one.kind === 'variable' && (state === undefined || this.#isClean(one, state))) this.clean.add(one);
        for (const child of childrenOf(one)) stack.push(child);
      }
    }
  }

  /** A modifier may change the value, but what is made of one clean word is taken for clean. */
  #isClean(part: VariablePart, state: State): boolean {
    return part.prefix !== '!' && this.#valueOfVariable({ ...part, modifier: '' }, state) === 'clean';
  }

  #valueOf(parts: readonly ShellPart[], state: State | undefined): Value {
    let value: Value = 'empty';
    for (const part of parts) {
      const one = this.#valueOfPart(part, state);
      if (one === 'split') return 'split';
      if (one === 'clean') value = 'clean';
    }
    return value;
  }

  #valueOfPart(part: ShellPart, state: State | undefined): Value {
    switch (part.kind) {
      case 'literal':
      case 'single':
        return part.text === '' ? 'empty' : /[\s*?[]/.test(part.text) ? 'split' : 'clean';
      case 'double':
        return this.#valueOf(part.parts, state);
      case 'arithmetic':
        return 'clean';
      case 'variable':
        return this.#valueOfVariable(part, state);
      default:
        return 'split';
    }
  }

  #valueOfVariable({ name, prefix, modifier, subscript }: VariablePart, state: State | undefined): Value {
    if (prefix === '#' || NUMERIC.test(name)) return 'clean';
    if (prefix !== '' || modifier !== '' || subscript !== undefined) return 'split';
    return state?.get(name) ?? (this.#scan.isKnown(name) ? 'clean' : 'split');
  }
}

function assignedIn(body: TreeCommand): readonly string[] {
  const names = new Set<string>();
  for (const node of nodesIn(body)) if (node.kind === 'assignment') names.add(node.name);
  return [...names].slice(0, MOST_VARIABLES);
}

function copy(state: State | undefined): State | undefined {
  return state && new Map(state);
}

function set(state: State | undefined, name: string, value: Value): void {
  if (state !== undefined && (state.size < MOST_VARIABLES || state.has(name))) state.set(name, value);
}

/** What holds on either of two ways. A name that only one of them sets came from outside on the other. */
function merge(one: State | undefined, other: State | undefined): State | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const merged: State = new Map();
  for (const name of new Set([...one.keys(), ...other.keys()]))
    merged.set(name, one.get(name) === 'clean' && other.get(name) === 'clean' ? 'clean' : 'split');
  return merged;
}
