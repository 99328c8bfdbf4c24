import { isDistroEcosystem } from '../../model/ecosystem.ts';
import type { Package } from '../../model/package.ts';
import type { FlawBook } from './book.ts';
import { type Folded, foldJudged, type Judged } from './fold.ts';
import { type Installed, judgePackage } from './judge.ts';
import type { Lookup } from './keys.ts';

/**
 * The answer for each flaw that is filed under one of the lookups. With `only`, for these flaws, whatever it is; without,
 * for those that are or may be there; most of what is filed is about other versions.
 */
export function judgeFlaws(
  pkg: Package,
  ecosystem: string,
  lookups: readonly Lookup[],
  book: FlawBook,
  only?: ReadonlySet<string>,
): ReadonlyMap<string, Folded> {
  const isDistro = isDistroEcosystem(ecosystem);
  const filed = judgeFilings(pkg, lookups, book);
  if (only === undefined && !filed.some(isOpen)) return new Map();
  const byFlaw = new Map<string, Judged[]>();
  for (const judged of filed) {
    // A registry's record that clears a version outweighs no other; a distribution's may.
    if (only === undefined && !isDistro && !isOpen(judged)) continue;
    for (const flaw of judged.filing.flaws) {
      if (only !== undefined && !only.has(flaw)) continue;
      const known = byFlaw.get(flaw);
      if (known === undefined) byFlaw.set(flaw, [judged]);
      else known.push(judged);
    }
  }
  const folded = new Map<string, Folded>();
  for (const [flaw, judged] of byFlaw) {
    const answer = foldJudged(judged, isDistro);
    if (only !== undefined || answer.judgement.affected !== false) folded.set(flaw, answer);
  }
  return folded;
}

function judgeFilings(pkg: Package, lookups: readonly Lookup[], book: FlawBook): readonly Judged[] {
  const judged: Judged[] = [];
  const { arch, module } = pkg;
  for (const { key, names, version } of lookups) {
    const installed: Installed = {
      version,
      ...(arch !== undefined && { arch }),
      ...(module !== undefined && { module }),
    };
    for (const filing of book.knowledge.filed(key)) {
      if (filing.affected.names !== names) continue;
      const judgement = judgePackage(installed, filing.affected, filing.withdrawn !== undefined);
      judged.push({ filing, version, judgement });
    }
  }
  return judged;
}

function isOpen({ judgement }: Judged): boolean {
  return judgement.affected !== false;
}
