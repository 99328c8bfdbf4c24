import { type NativeScheme, nativeOrders, nativeValidity, type Order } from './natives.ts';
import { comparePlain, isPlainVersion } from './versions.ts';

/** The order of versions of one scheme. */
export interface VersionOrder {
  isValid(version: string): boolean;
  /** Of versions that are valid; 0 when one is not. */
  compare(a: string, b: string): Order;
}

const SCHEMES: Readonly<Record<string, string>> = {
  debian: 'deb',
  ubuntu: 'deb',
  alpine: 'apk',
  wolfi: 'apk',
  chainguard: 'apk',
  alpaquita: 'apk',
  rocky: 'rpm',
  almalinux: 'rpm',
  npm: 'semver',
  cargo: 'semver',
  pypi: 'pep440',
};

/** docs/matching.md §3: the scheme of an ecosystem (`debian:11`, `npm`); maven, golang and gem are called as they are. */
export function schemeOf(ecosystem: string): string {
  return SCHEMES[ecosystem.split(':')[0]!] ?? ecosystem;
}

/**
 * Orders versions; native programs are asked in batches: an unanswered question gets a placeholder answer and is kept,
 * `answerOpenQuestions` asks all of them at once, and whoever computed with placeholders computes again.
 */
export class VersionOrders {
  private readonly answers = new Map<string, Order | boolean>();
  private readonly open = new Map<string, readonly [NativeScheme, string, string]>();

  of(scheme: string): VersionOrder {
    if (scheme !== 'deb' && scheme !== 'rpm' && scheme !== 'pep440')
      return {
        isValid: (v) => isPlainVersion(scheme, v),
        compare: (a, b) => (isPlainVersion(scheme, a) && isPlainVersion(scheme, b) ? comparePlain(scheme, a, b) : 0),
      };
    return {
      isValid: (v) => this.ask(scheme, v, '') as boolean,
      compare: (a, b) => (a === b ? 0 : (this.ask(scheme, a, b) as Order)),
    };
  }

  /** False when there were none: then all that was computed since the last time holds. */
  answerOpenQuestions(): boolean {
    for (const scheme of ['deb', 'rpm', 'pep440'] as const) {
      const questions = [...this.open].filter(([, [of]]) => of === scheme);
      const validity = questions.filter(([, [, , b]]) => b === '');
      const valid = nativeValidity(
        scheme,
        validity.map(([, [, a]]) => a),
      );
      for (const [index, [key]] of validity.entries()) this.answers.set(key, valid[index]!);
      const pairs = questions.filter(([, [, , b]]) => b !== '');
      const orders = nativeOrders(
        scheme,
        pairs.map(([, [, a, b]]) => [a, b]),
      );
      for (const [index, [key]] of pairs.entries()) this.answers.set(key, orders[index]!);
    }
    const asked = this.open.size > 0;
    this.open.clear();
    return asked;
  }

  private ask(scheme: NativeScheme, a: string, b: string): Order | boolean {
    if (b !== '' && a > b) return -(this.ask(scheme, b, a) as Order) as Order;
    const key = `${scheme}\t${a}\t${b}`;
    const answer = this.answers.get(key);
    if (answer !== undefined) return answer;
    this.open.set(key, [scheme, a, b]);
    return b === '' ? false : 0;
  }
}
