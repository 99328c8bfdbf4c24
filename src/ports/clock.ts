/** The only clock of the program; `SOURCE_DATE_EPOCH` when set. */
export interface Clock {
  now(): Date;
}
