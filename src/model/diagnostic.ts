/** One item among many was bad, missing or not looked at; the work went on without it. Part of every report. */
export interface Diagnostic {
  /** `folder/what`, stable. */
  readonly code: `${string}/${string}`;
  readonly severity: 'info' | 'warning' | 'error';
  /** One sentence: what happened and what it means for the report. */
  readonly message: string;
  /** Index of the layer, when it happened in one. */
  readonly layer?: number;
  /** Canonical path inside the image. */
  readonly path?: string;
}

/** The road for bad items: call it and go on. */
export type Note = (diagnostic: Diagnostic) => void;
