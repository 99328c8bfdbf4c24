import type { Application } from './application.ts';
import type { RunEffects } from './runs.ts';

/** How the image that runs comes out of the one that builds. */
export interface Plan {
  /** The base of the last stage. Absent: what stands in front of `sharedUntil` becomes a stage of its own, on which both build. */
  readonly image?: string;
  /** First step that only the build needs. */
  readonly sharedUntil?: number;
  /** Paths that are taken over. */
  readonly copies: readonly string[];
  /** Paths that lie elsewhere afterwards: what is started by its name alone has to be found. */
  readonly moves?: ReadonlyMap<string, string>;
  /** Lines behind FROM of the build, at its end, and behind FROM of what runs. */
  readonly buildHead?: readonly string[];
  readonly buildTail?: readonly string[];
  readonly runtimeHead?: readonly string[];
  readonly packages: readonly string[];
  readonly assumptions: readonly string[];
}

export interface Language {
  /** As it is called. */
  readonly name: string;
  /** Last parts of the names of images in which it is built. */
  readonly images: RegExp;
  plan(app: Application, effects: RunEffects): Plan;
}
