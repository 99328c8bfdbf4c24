/** Bytes `start` up to but not including `end` of a file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A Dockerfile as BuildKit reads it, with the place of everything. `source` holds one character for each byte (Latin-1), so that an index
 * is a byte position and every edit is exact; values that people see (`Word.value`, `Comment.text`) are decoded as UTF-8.
 */
export interface Dockerfile {
  /** As the user named it; `-` is standard input. */
  readonly path: string;
  readonly source: string;
  /** First byte of each line. */
  readonly lineStarts: readonly number[];
  readonly escape: '\\' | '`';
  /** `# syntax=`, `# escape=`, `# check=` at the top, in order. */
  readonly directives: readonly Directive[];
  /** Every comment line, also those inside continued instructions. */
  readonly comments: readonly Comment[];
  /** In the order of the file. */
  readonly instructions: readonly Instruction[];
  /** Those before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** What BuildKit would refuse, or warn of, while parsing. */
  readonly problems: readonly SyntaxProblem[];
}

export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

export interface Comment {
  /** Without `#`, trimmed. */
  readonly text: string;
  readonly span: Span;
}

export interface SyntaxProblem {
  readonly code: `dockerfile/${string}`;
  readonly message: string;
  readonly span: Span;
}

export interface Stage {
  readonly index: number;
  readonly from: FromInstruction;
  /** Lower case, as COPY --from finds it. */
  readonly name?: string;
  /** After FROM, up to the next one. */
  readonly instructions: readonly Instruction[];
  /** The earlier stage that it builds on. */
  readonly parent?: number;
}

/** A piece of an instruction's text between blanks; quotes belong to it. */
export interface Word {
  readonly span: Span;
  /** As written. */
  readonly raw: string;
  /** Without quotes, escapes and continuations; variables stay as written. */
  readonly value: string;
  readonly quoted: boolean;
  readonly variables: readonly VariableReference[];
}

/** `$name`, `${name}`, `${name:-word}` … where the Dockerfile itself expands it. */
export interface VariableReference {
  readonly name: string;
  readonly span: Span;
  /** `-`, `:-`, `+`, `:+`, `?`, `:?`, `#`, `##`, `%`, `%%`, `/`, `//` and what follows. */
  readonly modifier?: { readonly operator: string; readonly word: string };
}

/** `--name`, `--name=value`. */
export interface Flag {
  readonly name: string;
  readonly value?: Word;
  readonly span: Span;
}

export interface KeyValue {
  readonly key: Word;
  /** Absent for `ARG name`. */
  readonly value?: Word;
  readonly span: Span;
  /** `ENV key value`, without `=`. */
  readonly isLegacy: boolean;
}

export interface Heredoc {
  readonly name: string;
  /** Whether the delimiter was quoted: nothing is expanded then. */
  readonly isQuoted: boolean;
  /** `<<-`: leading tabs are taken off. */
  readonly stripsTabs: boolean;
  /** `<<EOF` in the instruction's line. */
  readonly operatorSpan: Span;
  /** The lines between. */
  readonly bodySpan: Span;
  /** `#!/usr/bin/env python3` → `/usr/bin/env python3`. */
  readonly shebang?: string;
  readonly isClosed: boolean;
  /** In the body, where COPY and ADD expand it; a body of RUN is the shell's own. */
  readonly variables: readonly VariableReference[];
}

/** Text put together from pieces of the file, one character for each byte, as `source`. */
export interface JoinedText {
  readonly text: string;
  /** For each piece of `text`: where it begins in it and in the file. Sorted, and the first begins at 0. */
  readonly pieces: readonly (readonly [at: number, sourceAt: number])[];
}

/**
 * What a shell gets to run, continuations and comments taken out. When the instruction is `RUN <<EOF` alone, it is the heredoc's body; other
 * heredocs follow the line, as a shell reads them. A body with a shebang is a script of that program, not of the shell.
 */
export interface ShellText extends JoinedText {
  readonly span: Span;
}

/** Where in the file the character `at` of a joined text stands. */
export function sourceAt({ pieces }: JoinedText, at: number): number {
  let low = 0;
  let high = pieces.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (pieces[middle]![0] <= at) low = middle;
    else high = middle;
  }
  const piece = pieces[low];
  return piece === undefined ? at : piece[1] + (at - piece[0]);
}

/** The bytes of the file from the character `from` up to the character before `to`: never a line break and comments behind the last of them. */
export function sourceSpan(joined: JoinedText, from: number, to: number): Span {
  const start = sourceAt(joined, from);
  return { start, end: to > from ? sourceAt(joined, to - 1) + 1 : start };
}

export type CommandLine =
  | { readonly form: 'exec'; readonly words: readonly Word[]; readonly span: Span }
  | { readonly form: 'shell'; readonly shell: ShellText; readonly span: Span };

interface Common {
  /** From the keyword to the end of the last line with text, heredocs included, without the line break. */
  readonly span: Span;
  readonly keywordSpan: Span;
  /** As written: `Run`. */
  readonly keywordText: string;
  readonly flags: readonly Flag[];
  readonly heredocs: readonly Heredoc[];
  /** After keyword and flags, without heredoc bodies. */
  readonly argumentSpan: Span;
  /** Index of the stage; -1 before the first FROM. */
  readonly stage: number;
  /** Set when it stands behind ONBUILD. */
  readonly isTrigger: boolean;
}

export interface FromInstruction extends Common {
  readonly keyword: 'FROM';
  readonly image: Word;
  readonly as?: { readonly keyword: Word; readonly name: Word };
}
export interface RunInstruction extends Common {
  readonly keyword: 'RUN' | 'CMD' | 'ENTRYPOINT';
  readonly command: CommandLine;
}
export interface ShellInstruction extends Common {
  readonly keyword: 'SHELL';
  readonly command: CommandLine;
}
export interface CopyInstruction extends Common {
  readonly keyword: 'COPY' | 'ADD';
  /** Heredocs among the sources stand in `heredocs`. */
  readonly sources: readonly Word[];
  readonly destination?: Word;
  readonly form: 'exec' | 'shell';
}
export interface PairsInstruction extends Common {
  readonly keyword: 'ENV' | 'LABEL';
  readonly pairs: readonly KeyValue[];
}
export interface ArgInstruction extends Common {
  readonly keyword: 'ARG';
  readonly pairs: readonly KeyValue[];
}
export interface WordsInstruction extends Common {
  readonly keyword: 'EXPOSE' | 'VOLUME' | 'USER' | 'WORKDIR' | 'STOPSIGNAL' | 'MAINTAINER';
  /** USER, WORKDIR, STOPSIGNAL and MAINTAINER have one: the rest of the line. */
  readonly words: readonly Word[];
}
export interface HealthcheckInstruction extends Common {
  readonly keyword: 'HEALTHCHECK';
  /** Absent for NONE. */
  readonly command?: CommandLine;
}
export interface OnbuildInstruction extends Common {
  readonly keyword: 'ONBUILD';
  readonly trigger?: Instruction;
}
/** A keyword that Docker does not know. */
export interface UnknownInstruction extends Common {
  readonly keyword: 'unknown';
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | ShellInstruction
  | CopyInstruction
  | PairsInstruction
  | ArgInstruction
  | WordsInstruction
  | HealthcheckInstruction
  | OnbuildInstruction
  | UnknownInstruction;

/** Replaces bytes of a file; an empty span inserts. Edits of one fix do not overlap. */
export interface Edit {
  readonly span: Span;
  /** One character for each byte, as `source`. */
  readonly text: string;
}
