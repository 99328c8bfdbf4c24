import type { Config } from '../../app/config/load-config.ts';
import type { OptionName } from '../../app/config/options.ts';
import type { Plimsoll } from '../../app/plimsoll.ts';
import type { ReportDocument } from '../../model/report.ts';
import type { OutputFormatId } from '../../report/index.ts';

/** One command: what it takes, and what it does with it. Its id is its words with a dash between, and the name of its file. */
export interface Command {
  readonly id: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** What more there is to say: paragraphs. */
  readonly details?: readonly string[];
  readonly operands: readonly Operand[];
  readonly options: readonly OptionName[];
  readonly examples: readonly Example[];
  /** What 0 and 2 mean here; 1 and 130 mean the same everywhere. */
  readonly exits?: { readonly done?: string; readonly no?: string };
  /** Gives the exit code. */
  run(session: Session): Promise<number>;
}

/** A command that is loaded when somebody wants it: each is a chunk of its own. */
export interface LazyCommand {
  readonly id: string;
  load(): Promise<Command>;
}

export interface Operand {
  readonly name: string;
  /** How many there may be; one when absent. */
  readonly count?: 'optional' | 'any';
}

export interface Example {
  readonly line: string;
  /** Set when the line needs something that is not always there: a registry, a file. */
  readonly needs?: string;
  readonly what: string;
}

/** What a command works with. */
export interface Session {
  readonly operands: readonly string[];
  readonly config: Config;
  readonly signal: AbortSignal;
  /** Every command there is. */
  readonly commands: readonly LazyCommand[];
  /** The verbs; loaded when first asked for. */
  verbs(): Promise<Plimsoll>;
  /** Writes the answer in every format that was asked for; `usual` when none was. */
  answer(kind: ReportDocument['kind'], usual: OutputFormatId): Promise<Answer>;
  /** Writes text to standard output. */
  print(text: string): Promise<void>;
  /** A line on standard error, for people. Foreign text is escaped; not shown when quiet. */
  remark(line: string): void;
  /** Shows how far long work is. */
  progress(text: string): void;
}

/** Made before the work begins, so that a format that does not fit and a file that cannot be written are told at once. */
export interface Answer {
  write(documents: readonly ReportDocument[]): Promise<void>;
}
