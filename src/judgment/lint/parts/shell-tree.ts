/** Characters of a shell text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A piece of a word. */
export type ShellPart =
  /** As written, backslashes included. */
  | (Range & { readonly kind: 'literal'; readonly text: string })
  /** `'…'`; `$'…'` is ANSI. */
  | (Range & { readonly kind: 'single'; readonly text: string; readonly isAnsi: boolean })
  | (Range & { readonly kind: 'double'; readonly parts: readonly ShellPart[]; readonly isLocale: boolean })
  | VariablePart
  | SubstitutionPart
  /** `$((…))`, `$[…]`. */
  | (Range & { readonly kind: 'arithmetic'; readonly text: string; readonly parts: readonly ShellPart[] })
  /** `*`, `?`, `[a-z]`, `@(a|b)`. */
  | (Range & { readonly kind: 'glob'; readonly text: string })
  /** The `{` of `{a,b}` and `{1..9}`. */
  | (Range & { readonly kind: 'brace' });

export interface VariablePart extends Range {
  readonly kind: 'variable';
  readonly name: string;
  readonly isBraced: boolean;
  /** `!` or `#` before the name. */
  readonly prefix: string;
  /** `[…]` with what is in it. */
  readonly subscript?: string;
  /** What follows the name up to the brace, as written. */
  readonly modifier: string;
  /** What is expanded in the modifier. */
  readonly parts: readonly ShellPart[];
}

export interface SubstitutionPart extends Range {
  readonly kind: 'substitution';
  readonly form: '$(' | '`' | '<(' | '>(';
  readonly body: ShellList;
}

export interface ShellTreeWord extends Range {
  readonly kind: 'word';
  readonly parts: readonly ShellPart[];
  /** As written. */
  readonly raw: string;
}

export interface TreeAssignment extends Range {
  readonly kind: 'assignment';
  readonly name: string;
  readonly subscript?: string;
  readonly isAppending: boolean;
  readonly value?: ShellTreeWord;
  /** `(…)`. */
  readonly elements?: readonly ShellTreeWord[];
}

export interface TreeRedirect extends Range {
  readonly kind: 'redirect';
  /** The number or `{name}` before the operator. */
  readonly descriptor: string;
  readonly operator: string;
  readonly target?: ShellTreeWord;
  /** What the lines of a here-document expand. */
  readonly heredoc?: { readonly isQuoted: boolean; parts: readonly ShellPart[] };
}

/** Statements one after the other. */
export interface ShellList extends Range {
  readonly kind: 'list';
  readonly items: readonly { readonly chain: ShellChain; readonly separator: string }[];
}

/** `a && b || c`, flat. */
export interface ShellChain extends Range {
  readonly kind: 'chain';
  readonly items: readonly ShellPipeline[];
  /** One fewer than items. */
  readonly operators: readonly ('&&' | '||')[];
}

export interface ShellPipeline extends Range {
  readonly kind: 'pipeline';
  readonly isNegated: boolean;
  readonly stages: readonly TreeCommand[];
  readonly operators: readonly ('|' | '|&')[];
}

interface WithRedirects extends Range {
  readonly redirects: readonly TreeRedirect[];
}

export interface SimpleCommand extends WithRedirects {
  readonly kind: 'simple';
  readonly assignments: readonly TreeAssignment[];
  /** The name first. */
  readonly words: readonly ShellTreeWord[];
  /** Arguments of `export` and its like that assign; they stand in `words` too. */
  readonly declared: readonly TreeAssignment[];
}

export interface TestCommand extends WithRedirects {
  readonly kind: 'test';
  readonly isDouble: boolean;
  readonly words: readonly ShellTreeWord[];
}

export interface GroupCommand extends WithRedirects {
  readonly kind: 'group' | 'subshell';
  readonly body: ShellList;
}

export interface IfCommand extends WithRedirects {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: ShellList; readonly body: ShellList }[];
  readonly otherwise?: ShellList;
}

export interface LoopCommand extends WithRedirects {
  readonly kind: 'while' | 'until';
  readonly condition: ShellList;
  readonly body: ShellList;
}

export interface ForCommand extends WithRedirects {
  readonly kind: 'for' | 'select';
  readonly variable: string;
  /** Absent without `in`. */
  readonly words?: readonly ShellTreeWord[];
  /** `for ((…))`. */
  readonly arithmetic?: string;
  readonly body: ShellList;
}

export interface CaseCommand extends WithRedirects {
  readonly kind: 'case';
  readonly word: ShellTreeWord;
  readonly items: readonly {
    readonly patterns: readonly ShellTreeWord[];
    readonly body: ShellList;
    readonly end: string;
  }[];
}

export interface FunctionCommand extends WithRedirects {
  readonly kind: 'function';
  readonly name: string;
  readonly hasKeyword: boolean;
  readonly hasParentheses: boolean;
  readonly body: TreeCommand;
}

export interface ArithmeticCommand extends WithRedirects {
  readonly kind: 'arithmetic-command';
  readonly text: string;
  readonly parts: readonly ShellPart[];
}

export type TreeCommand =
  | SimpleCommand
  | TestCommand
  | GroupCommand
  | IfCommand
  | LoopCommand
  | ForCommand
  | CaseCommand
  | FunctionCommand
  | ArithmeticCommand;

/** Something that reading itself turns up. */
export interface ShellRemark extends Range {
  /** A code of ShellCheck: `SC1083`. */
  readonly code: string;
  readonly message?: string;
}

/** Any node that may be the parent of another. */
export type TreeNode =
  | ShellPart
  | ShellTreeWord
  | TreeAssignment
  | TreeRedirect
  | ShellList
  | ShellChain
  | ShellPipeline
  | TreeCommand;

/** A text as far as it could be read. */
export interface ShellTree {
  readonly root: ShellList;
  readonly remarks: readonly ShellRemark[];
  /** Where it stops being a shell script. */
  readonly failure?: ShellRemark;
}
