import type { Limits } from '../../formats/bytes/limits.ts';
import type { Position } from './position.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** A worker as its owner sees it: a thread, or a process of its own. One listener at a time. */
export interface Lane {
  /** `buffer` changes hands where that is possible. */
  post(message: ToWorker, buffer?: ArrayBuffer): void;
  listen(listener: LaneListener | undefined): void;
  position(): Position;
  stop(): Promise<void>;
  /** Whether it keeps the program running. */
  hold(isHeld: boolean): void;
}

export interface LaneListener {
  message(message: FromWorker): void;
  /** It is gone: what it was doing is lost. */
  lost(cause: Error | undefined): void;
}

export interface LaneOptions {
  /** The worker's module. */
  readonly script: URL;
  readonly limits: Readonly<Limits>;
}

export type StartLane = (options: LaneOptions) => Lane;
