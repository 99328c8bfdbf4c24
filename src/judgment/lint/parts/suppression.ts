import type { Dockerfile, Instruction } from '../../../model/dockerfile.ts';
import type { LintFinding } from '../../../model/lint.ts';
import { instructionAt } from './instruction-at.ts';
import type { Pragma } from './pragmas.ts';

interface Group {
  readonly byName: Map<string, Pragma>;
  /** Those that name all rules, one for each program. */
  readonly ofAll: Pragma[];
}

/** Says which pragma takes a finding back, and remembers which ever did. */
export class Suppression {
  readonly #file: Dockerfile;
  /** By what they speak of (undefined: the file), then by name. */
  readonly #pragmas = new Map<Instruction | undefined, Group>();
  readonly #used = new Map<Pragma, Set<string>>();

  constructor(file: Dockerfile, pragmas: readonly Pragma[]) {
    this.#file = file;
    for (const pragma of pragmas) {
      if (pragma.flaw !== undefined) continue;
      const group: Group = this.#pragmas.get(pragma.instruction) ?? { byName: new Map(), ofAll: [] };
      for (const name of pragma.names) {
        if (name !== 'all') group.byName.set(name, group.byName.get(name) ?? pragma);
        else if (!group.ofAll.some(({ covers }) => covers === pragma.covers)) group.ofAll.push(pragma);
      }
      this.#pragmas.set(pragma.instruction, group);
    }
  }

  /** The pragma that takes the finding back, if any does. */
  of(finding: LintFinding): Pragma | undefined {
    if (this.#pragmas.size === 0) return undefined;
    const instruction = instructionAt(this.#file, finding.span.start);
    const names = [finding.rule, ...finding.aliases];
    return (instruction && this.#find(instruction, names)) ?? this.#find(undefined, names);
  }

  /** Names of a pragma that took nothing back. */
  unusedOf(pragma: Pragma): readonly string[] {
    const used = this.#used.get(pragma);
    return used === undefined ? pragma.names : pragma.names.filter((name) => !used.has(name));
  }

  #find(instruction: Instruction | undefined, names: readonly string[]): Pragma | undefined {
    const group = this.#pragmas.get(instruction);
    if (group === undefined) return undefined;
    for (const name of names) {
      const pragma = group.byName.get(name.toLowerCase());
      if (pragma !== undefined) return this.#use(pragma, name.toLowerCase());
    }
    const all = group.ofAll.find(({ covers }) => covers === undefined || names.some((name) => covers.test(name)));
    return all && this.#use(all, 'all');
  }

  #use(pragma: Pragma, name: string): Pragma {
    const used = this.#used.get(pragma) ?? new Set();
    this.#used.set(pragma, used.add(name));
    return pragma;
  }
}
