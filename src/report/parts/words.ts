const DAY_MS = 86_400_000;

/** Decimal units as registries and `docker images` show them: `165 MB`, `1.4 GB`. */
export function sizeInWords(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'kB', 'MB', 'GB']) {
    // 999.5 would be rounded to 1000 of this unit.
    if (value < 999.5) return `${value < 9.95 && unit !== 'B' ? value.toFixed(1) : Math.round(value)} ${unit}`;
    value /= 1000;
  }
  return `${value.toFixed(1)} TB`;
}

/** The ISO day of a time, or undefined when it is none. */
export function dayOf(time: string): string | undefined {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, 10);
}

/** How long before `at` a time was: `today`, `1 day`, `26 months`, `3 years`; undefined when it is no time or lies ahead. */
export function ageInWords(time: string, at: string): string | undefined {
  const days = Math.floor((Date.parse(at) - Date.parse(time)) / DAY_MS);
  if (!(days >= 0)) return undefined;
  if (days === 0) return 'today';
  if (days < 60) return count(days, 'day');
  const months = Math.floor(days / 30.4375);
  return months < 36 ? count(months, 'month') : count(Math.floor(days / 365.25), 'year');
}

/** `1 layer`, `6 layers`, `2 vulnerabilities`; thousands as `12,345`. */
export function count(number: number, noun: string): string {
  return `${thousands(number)} ${number === 1 ? noun : pluralOf(noun)}`;
}

/** `12,345`, without Intl, which is slow to load. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `a, b and c`. */
export function listInWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function pluralOf(noun: string): string {
  return /[^aeou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
