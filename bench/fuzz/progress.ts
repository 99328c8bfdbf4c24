/** What a worker shows of itself while it works, in shared memory: a thread that loops cannot send messages. */
export class Progress {
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Float64Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.memory = memory;
    this.#numbers = new Float64Array(memory);
  }

  /** Index of the input at work, and since when (`Date.now()`). */
  begin(index: number): void {
    this.#numbers[0] = index;
    this.#numbers[1] = Date.now();
  }

  /** Between inputs nothing is timed. */
  rest(): void {
    this.#numbers[1] = 0;
  }

  get index(): number {
    return this.#numbers[0]!;
  }

  /** Milliseconds that the input at work has taken by now. */
  get elapsedMs(): number {
    const since = this.#numbers[1]!;
    return since === 0 ? 0 : Date.now() - since;
  }
}
