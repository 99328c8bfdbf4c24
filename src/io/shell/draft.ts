import type { Nesting, ShellCommand, ShellExpansion } from '../../model/shell.ts';

/** Characters of the shell text. */
export interface Range {
  start: number;
  end: number;
}

/** What the walk over the tree collects, with places in the shell text: the same for every place in a file where the text stands. */
export interface ScriptDraft {
  readonly commands: CommandDraft[];
  readonly errors: Range[];
}

export interface CommandDraft extends Range {
  readonly assignments: AssignmentDraft[];
  name: WordDraft | undefined;
  readonly args: WordDraft[];
  readonly redirects: RedirectDraft[];
  readonly pipeline: number;
  readonly stage: number;
  readonly joinedBy: ShellCommand['joinedBy'];
  readonly inside: readonly Nesting[];
  readonly list: number;
}

export interface AssignmentDraft extends Range {
  readonly name: string;
  value: WordDraft | undefined;
}

export interface RedirectDraft extends Range {
  operator: string;
  target: WordDraft | undefined;
}

export interface WordDraft extends Range {
  readonly expansions: ExpansionDraft[];
}

export interface ExpansionDraft extends Range {
  readonly kind: ShellExpansion['kind'];
  readonly name: string | undefined;
  readonly isQuoted: boolean;
}
