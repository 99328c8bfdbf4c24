import type { Span, SyntaxProblem } from '../../model/dockerfile.ts';
import { nearest } from '../../util/nearest.ts';

/** Files of nothing but mistakes would spend their time on finding what was meant. */
const MOST_HINTS = 1000;

/** Collects what BuildKit refuses or warns of. */
export class Problems {
  readonly found: SyntaxProblem[] = [];
  #hints = 0;

  add(code: SyntaxProblem['code'], message: string, span: Span): void {
    this.found.push({ code, message, span });
  }

  /** The end of a sentence: `; did you mean X?` when one of `words` is near. */
  hint(word: string, words: readonly string[], sign = ''): string {
    this.#hints += 1;
    const meant = this.#hints > MOST_HINTS ? undefined : nearest(word, words);
    return meant === undefined ? '.' : `; did you mean ${sign}${meant}?`;
  }
}
