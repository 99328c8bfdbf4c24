import type { Config } from '../../app/config/load-config.ts';
import type { Surroundings } from '../../app/config/parts/surroundings.ts';
import type { Plimsoll } from '../../app/plimsoll.ts';
import type { ReportDocument } from '../../model/report.ts';
import type { OutputFormatId } from '../../report/index.ts';
import { escapeText } from '../../report/parts/escape.ts';
import type { Answer, LazyCommand, Session } from './command.ts';
import type { ErrorView } from './error-text.ts';
import { ProgressLine } from './progress-line.ts';
import type { StandardOutput } from './standard-output.ts';
import { TraceCounts } from './trace-counts.ts';

/** What a run has of the world. */
export interface Outside {
  readonly surroundings: Surroundings;
  readonly commands: readonly LazyCommand[];
  readonly stdout: StandardOutput;
  readonly writeError: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The session of one run of one command. */
export class OpenSession implements Session {
  readonly operands: readonly string[];
  readonly config: Config;
  readonly signal: AbortSignal;
  readonly commands: readonly LazyCommand[];
  readonly errorView: ErrorView;
  readonly #outside: Outside;
  readonly #line: ProgressLine;
  readonly #trace = new TraceCounts();
  #verbs: Promise<Plimsoll> | undefined;

  constructor(config: Config, operands: readonly string[], outside: Outside) {
    const { paintErrors, progressColumns, view } = config.terminal;
    this.config = config;
    this.operands = operands;
    this.signal = outside.signal;
    this.commands = outside.commands;
    this.errorView = { unicode: view.unicode, paint: paintErrors, stack: config.output.trace };
    this.#outside = outside;
    this.#line = new ProgressLine(outside.writeError, progressColumns, view.unicode);
  }

  verbs(): Promise<Plimsoll> {
    this.#verbs ??= import('../../app/plimsoll.ts').then(
      ({ Plimsoll }) => new Plimsoll(this.config.settings, this.#line, this.#trace),
    );
    return this.#verbs;
  }

  async answer(kind: ReportDocument['kind'], usual: OutputFormatId): Promise<Answer> {
    const { makeAnswer } = await import('./make-answer.ts');
    return makeAnswer(kind, usual, this.config, this.operands[0], (text) => this.print(text));
  }

  async print(text: string): Promise<void> {
    this.clear();
    await this.#outside.stdout.write(text);
  }

  remark(line: string): void {
    if (this.config.output.quiet) return;
    this.clear();
    this.#outside.writeError(`${escapeText(line, this.errorView.unicode)}\n`);
  }

  progress(text: string): void {
    this.#line.show(() => escapeText(text, this.errorView.unicode));
  }

  /** Wipes the progress line away. */
  clear(): void {
    this.#line.clear();
  }

  async close(): Promise<void> {
    this.clear();
    await (await this.#verbs)?.close();
    if (this.config.output.trace) this.#outside.writeError(this.#trace.lines());
  }
}
