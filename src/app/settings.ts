import type { Limits } from '../formats/bytes/limits.ts';
import type { OpenOptions } from '../io/open-source.ts';
import type { PlatformChoice } from '../scan/resolve.ts';

/** Everything from outside that a verb depends on; made once by `app/config`, frozen. */
export interface Settings {
  readonly toolVersion: string;
  readonly now: Date;
  /** Everything cached lives below it. */
  readonly cacheDirectory: string;
  /** A directory with the knowledge store that was built from the shipped snapshot. */
  readonly shippedKnowledge: string;
  /** The snapshot that gives feeds which no directory has. */
  readonly snapshotFile: string;
  readonly workers: number;
  /** Each worker is a process of its own. */
  readonly isolate: boolean;
  /** Those that differ from the default ones. */
  readonly limits: Partial<Limits>;
  readonly platform: PlatformChoice;
  readonly open: OpenOptions;
}
