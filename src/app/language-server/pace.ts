/** How long nobody has to type before a document is looked at. */
const QUIET_MS = 30;

/** A file that takes longer than that is looked at for half of the time at the most, but never later than this. */
const MOST_QUIET_MS = 1000;

/** Runs work for names when they have been quiet for a moment: of several changes only the last one counts. */
export class Pace {
  readonly #run: (name: string) => Promise<void>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** How long the last run for a name took. */
  readonly #tookMs = new Map<string, number>();

  /** `run` does not throw. */
  constructor(run: (name: string) => Promise<void>) {
    this.#run = run;
  }

  later(name: string): void {
    clearTimeout(this.#waiting.get(name));
    const quietMs = Math.min(MOST_QUIET_MS, Math.max(QUIET_MS, this.#tookMs.get(name) ?? 0));
    this.#waiting.set(
      name,
      setTimeout(() => void this.#now(name), quietMs),
    );
  }

  drop(name: string): void {
    clearTimeout(this.#waiting.get(name));
    this.#waiting.delete(name);
    this.#tookMs.delete(name);
  }

  async #now(name: string): Promise<void> {
    this.#waiting.delete(name);
    const started = performance.now();
    await this.#run(name);
    this.#tookMs.set(name, performance.now() - started);
  }
}
