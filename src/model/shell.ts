import type { Span } from './dockerfile.ts';

/** What a shell would run, flattened: every simple command in the order of the text, wherever it stands. Spans are bytes of the Dockerfile. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Parts that are no shell as far as the grammar can tell. */
  readonly errors: readonly Span[];
}

/** `a=1 name arg… >file`. */
export interface ShellCommand {
  readonly span: Span;
  readonly assignments: readonly { readonly name: string; readonly value?: ShellWord; readonly span: Span }[];
  /** Absent for assignments alone. */
  readonly name?: ShellWord;
  readonly args: readonly ShellWord[];
  readonly redirects: readonly Redirect[];
  /** Commands of one pipeline have the same number; `stage` counts them from 0. */
  readonly pipeline: number;
  readonly stage: number;
  /** What joins it to the command before it at the same level. */
  readonly joinedBy?: '&&' | '||' | ';' | '&' | '|' | '|&' | 'newline';
  /** What it stands in, outermost first. */
  readonly inside: readonly Nesting[];
  /** Number of the list that it stands in: commands of one level of one block share it. */
  readonly list: number;
}

export type Nesting =
  | 'subshell'
  | 'group'
  | 'if-condition'
  | 'if-body'
  | 'loop-condition'
  | 'loop-body'
  | 'case'
  | 'function'
  | 'command-substitution'
  | 'process-substitution'
  | 'negation'
  | 'test';

export interface Redirect {
  /** With the number of its descriptor: `2>`. */
  readonly operator: string;
  readonly target?: ShellWord;
  readonly span: Span;
}

export interface ShellWord {
  readonly span: Span;
  /** As written. */
  readonly raw: string;
  /** Without quotes; undefined when the shell expands something in it. */
  readonly value?: string;
  /** In the order of the text. */
  readonly expansions: readonly ShellExpansion[];
  readonly hasGlob: boolean;
}

export interface ShellExpansion {
  readonly kind: 'variable' | 'command' | 'arithmetic' | 'process';
  /** Of a variable. */
  readonly name?: string;
  readonly isQuoted: boolean;
  readonly span: Span;
}
