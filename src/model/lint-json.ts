/** What `plimsoll lint --format json` writes. */
export interface LintReportJson {
  readonly schemaVersion: number;
  readonly tool: LintToolJson;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** In the order in which they were named, those of a directory sorted by path. */
  readonly files: readonly LintedFileJson[];
}

export interface LintToolJson {
  readonly name: string;
  readonly version: string;
}

export interface LintedFileJson {
  /** As the user named it; - is standard input. */
  readonly path: string;
  /** Sorted by place, then rule. */
  readonly findings: readonly LintFindingJson[];
  /** Taken back by a comment or the configuration. */
  readonly suppressed: readonly SuppressedJson[];
}

export interface SuppressedJson {
  /** What took it back. */
  readonly by: string;
  readonly finding: LintFindingJson;
}

export interface LintFindingJson {
  /** Stays the same when lines move. */
  readonly id: string;
  readonly rule: string;
  /** What others call the rule. */
  readonly aliases: readonly string[];
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly start: PlaceJson;
  /** Behind the last byte. */
  readonly end: PlaceJson;
  readonly fix: LintFixJson | null;
}

export interface PlaceJson {
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes. */
  readonly column: number;
  /** From 0, in the file. */
  readonly byte: number;
}

export interface LintFixJson {
  /** Whether it changes only what the rule names. */
  readonly safety: 'safe' | 'suggested';
  readonly summary: string;
  readonly edits: readonly EditJson[];
}

export interface EditJson {
  /** First byte that is replaced. */
  readonly start: number;
  /** Byte behind the last one that is replaced; equal to start for an insertion. */
  readonly end: number;
  readonly text: string;
}
