import type { Progress, ProgressState } from '../../ports/progress.ts';

/** Work that is over sooner shows nothing. */
const SILENT_MS = 1000;
const EVERY_MS = 100;
const BAR = 20;
const MEGABYTE = 1_000_000;

/** One line on a terminal that is drawn over and over, and wiped away before anything else is written. */
export class ProgressLine implements Progress {
  readonly #write: (text: string) => void;
  readonly #columns: number;
  readonly #unicode: boolean;
  #drawnAt: number;
  #isShown = false;

  /** `columns` 0: nothing is ever shown. */
  constructor(write: (text: string) => void, columns: number, unicode: boolean, nowMs = performance.now()) {
    this.#write = write;
    this.#columns = columns;
    this.#unicode = unicode;
    this.#drawnAt = nowMs + SILENT_MS - EVERY_MS;
  }

  update(state: ProgressState): void {
    this.show(() => this.#lineOf(state));
  }

  /** Shows a line when it is time; it is only made then. */
  show(line: () => string, nowMs = performance.now()): void {
    if (this.#columns === 0 || nowMs - this.#drawnAt < EVERY_MS) return;
    this.#drawnAt = nowMs;
    this.#isShown = true;
    this.#write(`\r\u001b[2K${line().slice(0, this.#columns - 1)}`);
  }

  clear(): void {
    if (this.#isShown) this.#write('\r\u001b[2K');
    this.#isShown = false;
  }

  #lineOf({ doneBytes, totalBytes, layersDone, layers, layersKnown }: ProgressState): string {
    const known = layersKnown === 0 ? '' : ` (${layersKnown} known)`;
    const layer = `layer ${Math.min(layersDone + 1, layers)} of ${layers}${known}`;
    if (totalBytes === 0) return `reading  ${layer}`;
    const full = Math.round(BAR * Math.min(1, doneBytes / totalBytes));
    const [done, left] = this.#unicode ? ['█', '░'] : ['#', '.'];
    const sizes = `${Math.round(doneBytes / MEGABYTE)} of ${Math.round(totalBytes / MEGABYTE)} MB`;
    return `reading  ${done.repeat(full)}${left.repeat(BAR - full)}  ${sizes}  ${layer}`;
  }
}
