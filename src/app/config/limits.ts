import { defaultLimits, type Limits } from '../../formats/bytes/limits.ts';
import type { ListOption, Section } from './parts/option.ts';

/** One limit with its value, in bytes, milliseconds or pieces. */
export interface LimitChoice {
  readonly name: keyof Limits;
  readonly value: number;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  ms: 1,
  s: 1000,
  m: 60_000,
};

/** `output-bytes` → its limit. */
const NAMES = new Map(
  (Object.keys(defaultLimits) as (keyof Limits)[]).map((name) => [
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    name,
  ]),
);

const limit: ListOption<LimitChoice> = {
  kind: 'list',
  placeholder: 'NAME=VALUE',
  takes: `NAME=VALUE, as in output-bytes=10GiB or file-ms=30s; names are ${[...NAMES.keys()].sort().join(', ')}`,
  summary: 'Another limit on what is read of foreign bytes; what goes beyond is reported as not scanned',
  parse(text) {
    const [, word = '', digits = '', unit = ''] = /^([a-z-]+)=(\d{1,15})([a-z]*)$/.exec(text.toLowerCase()) ?? [];
    const name = NAMES.get(word);
    const value = Number(digits) * (fits(word, unit) ? UNITS[unit]! : Number.NaN);
    return name === undefined || !Number.isSafeInteger(value) || value < 1 ? undefined : { name, value };
  },
};

/** Sizes in bytes, times in milliseconds, all else in pieces. */
function fits(word: string, unit: string): boolean {
  if (unit === '') return true;
  return word.endsWith('-bytes') ? unit.endsWith('ib') : word.endsWith('-ms') && ['ms', 's', 'm'].includes(unit);
}

/** How much of foreign bytes is read. */
export const limitOptions = { limit } satisfies Section;
