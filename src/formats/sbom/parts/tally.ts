import type { Diagnostic } from '../../../model/diagnostic.ts';

/** Counts what of a document could not be used: one diagnostic for each cause, however many components have it. */
export class Tally {
  readonly #types = new Map<string, number>();
  #withoutPurl = { count: 0, example: '' };
  #unreadable = { count: 0, example: '' };
  #damaged = 0;
  #distros: readonly string[] = [];

  unsupported(type: string): void {
    // Types are foreign text too: past a thousand of them nobody reads which.
    const key = this.#types.has(type) || this.#types.size < 1000 ? type : 'other';
    this.#types.set(key, (this.#types.get(key) ?? 0) + 1);
  }

  withoutPurl(name: string | undefined): void {
    if (this.#withoutPurl.count++ === 0) this.#withoutPurl.example = name ?? '';
  }

  unreadable(purl: string): void {
    if (this.#unreadable.count++ === 0) this.#unreadable.example = purl;
  }

  damaged(): void {
    this.#damaged++;
  }

  disagreeing(distros: readonly string[]): void {
    this.#distros = distros;
  }

  /** Whether there is something that the document tells and that got lost. */
  get isLossy(): boolean {
    return this.#unreadable.count + this.#damaged > 0;
  }

  diagnostics(): readonly Diagnostic[] {
    const diagnostics: Diagnostic[] = [];
    for (const [type, count] of [...this.#types].sort(([a], [b]) => (a < b ? -1 : 1))) {
      diagnostics.push({
        code: 'sbom/unsupported-type',
        severity: 'warning',
        message: `${counted(count, 'package')} of type ${short(type)} left out: nothing is known of that type.`,
      });
    }
    if (this.#withoutPurl.count > 0) {
      diagnostics.push({
        code: 'sbom/component-without-purl',
        severity: 'warning',
        message: `${counted(this.#withoutPurl.count, 'component')} without a package URL left out (${short(this.#withoutPurl.example)}): what they are cannot be told for certain.`,
      });
    }
    if (this.#unreadable.count > 0) {
      diagnostics.push({
        code: 'sbom/purl-unreadable',
        severity: 'error',
        message: `${counted(this.#unreadable.count, 'component')} left out whose package URL cannot be read (${short(this.#unreadable.example)}).`,
      });
    }
    if (this.#damaged > 0) {
      diagnostics.push({
        code: 'sbom/component-unreadable',
        severity: 'error',
        message: `${counted(this.#damaged, 'component')} left out that cannot be read.`,
      });
    }
    if (this.#distros.length > 0) {
      diagnostics.push({
        code: 'sbom/distros-disagree',
        severity: 'warning',
        message: `The document names several distributions (${this.#distros.slice(0, 3).map(short).join(', ')}), so none is taken.`,
      });
    }
    return diagnostics;
  }
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
