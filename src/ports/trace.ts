/** Counts what was done, for `PLIMSOLL_TRACE=1`. */
export interface Trace {
  add(name: string, value?: number): void;
}
