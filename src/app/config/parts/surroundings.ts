/** The outside as a process finds it; made by the front door, so that all below it can be tried with another. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly directory: string;
  readonly home?: string;
  readonly temporaryDirectory: string;
  readonly cores: number;
  /** As Node names it: `x64`, `arm64`. */
  readonly architecture: string;
  readonly now: Date;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly stdin: () => AsyncIterable<Uint8Array>;
}

export interface Stream {
  readonly isTerminal: boolean;
  readonly columns?: number | undefined;
}
