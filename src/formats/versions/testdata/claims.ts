import { expect } from 'vitest';
import type { VersionScheme } from '../../../model/version-scheme.ts';

const signs = { '<': -1, '=': 0, '>': 1 } as const;

/** Lines `a < b = c > d`, each neighbor a claim, read in both directions; a word after `#` is not read. */
export function expectOrder(scheme: VersionScheme, lines: string): void {
  for (const line of lines.split('\n').map((text) => text.replace(/#.*/, '').trim())) {
    const parts = line === '' ? [] : line.split(/ +/);
    for (let at = 2; at < parts.length; at += 2) {
      const [a, sign, b] = [parts[at - 2]!, parts[at - 1]! as keyof typeof signs, parts[at]!];
      expect(scheme.isValid(a), `${a} is valid`).toBe(true);
      expect(scheme.isValid(b), `${b} is valid`).toBe(true);
      expect(scheme.compare(a, b), `${a} ${sign} ${b}`).toBe(signs[sign]);
      expect(scheme.compare(b, a), `${b} against ${a}`).toBe(signs[sign] === 0 ? 0 : -signs[sign]);
    }
  }
}
