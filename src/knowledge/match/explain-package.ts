import type { Distro } from '../../model/distro.ts';
import { ecosystemOfPackage, isDistroEcosystem } from '../../model/ecosystem.ts';
import { formatLocation } from '../../model/evidence.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { PackageKey } from '../../model/knowledge.ts';
import { displayName, isOsPackage, type Package, type PackageId } from '../../model/package.ts';
import type { ExplainedPackage } from '../../model/report.ts';
import { ecosystemOfKey, type FlawBook, nameOfKey } from './book.ts';
import type { Folded } from './fold.ts';
import { judgeFlaws } from './judge-flaws.ts';
import { lookupsOf } from './keys.ts';
import { authorityOver, ownerOf } from './ownership.ts';
import { sentencesOn, titleOfEcosystem } from './sentences.ts';

export interface ExplainContext {
  readonly inventory: Inventory;
  readonly distro: Distro | undefined;
  readonly book: FlawBook;
  readonly byId: ReadonlyMap<PackageId, Package>;
}

/** The outcome of one flaw, filed under `keys`, for one package; undefined when no record of the flaw files such a name. */
export function explainPackage(
  pkg: Package,
  flaw: string,
  keys: ReadonlySet<PackageKey>,
  isOneOfMany: boolean,
  context: ExplainContext,
): ExplainedPackage | undefined {
  const answer = answerOf(pkg, flaw, keys, context);
  if (answer === undefined) return undefined;
  const layer = pkg.introduced;
  const instruction = layer === undefined ? undefined : context.inventory.layers[layer]?.instruction?.createdBy;
  return {
    package: pkg.id,
    name: displayName(pkg),
    version: pkg.version,
    locations: pkg.locations.map(formatLocation),
    ...(layer !== undefined && { layer }),
    ...(instruction !== undefined && { instruction }),
    ...answer,
    because: isOneOfMany ? answer.because.map((sentence) => `${flaw}: ${sentence}`) : answer.because,
  };
}

type Answer = Pick<ExplainedPackage, 'outcome' | 'reason' | 'because'>;

function answerOf(
  pkg: Package,
  flaw: string,
  keys: ReadonlySet<PackageKey>,
  context: ExplainContext,
): Answer | undefined {
  const { distro, book, byId } = context;
  const ecosystem = ecosystemOfPackage(pkg, distro);
  const lookups = ecosystem === undefined ? [] : lookupsOf(pkg, ecosystem).filter(({ key }) => keys.has(key));
  const folded =
    ecosystem === undefined || lookups.length === 0
      ? undefined
      : judgeFlaws(pkg, ecosystem, lookups, book, new Set([flaw])).get(flaw);
  if (folded === undefined) return isOsPackage(pkg) ? elsewhere(pkg, keys, ecosystem, context) : undefined;
  const owner = ownerOf(pkg, byId);
  if (authorityOver(pkg, byId) === 'owner') {
    const because = `its files belong to ${owner?.name} ${owner?.version}, for which the distribution's own advisories speak`;
    return { outcome: 'not-reported', reason: 'owned-by-distro', because: [because] };
  }
  return answerOfFolded(pkg, folded, context);
}

function answerOfFolded(pkg: Package, { judgement, deciding }: Folded, { byId, book }: ExplainContext): Answer {
  const because = [...new Set(deciding.flatMap((judged) => sentencesOn(judged, pkg, book)))];
  if (judgement.affected === 'unknown') return { outcome: 'undecided', reason: judgement.why, because };
  if (judgement.affected === false) return { outcome: 'not-reported', reason: judgement.why, because };
  if (authorityOver(pkg, byId) === 'nobody') {
    const own = `the distribution does not speak for ${pkg.name}, which somebody else built; its own build would be affected`;
    return { outcome: 'undecided', reason: 'third-party-package', because: [own, ...because] };
  }
  const owner = ownerOf(pkg, byId);
  if (owner?.vendor === 'third-party') {
    const theirs = `its files belong to ${owner.name} ${owner.version}, which the distribution did not build`;
    return { outcome: 'reported', reason: 'owned-by-third-party', because: [...because, theirs] };
  }
  if (pkg.overwritten !== undefined) {
    const former = byId.get(pkg.overwritten)?.name ?? pkg.overwritten;
    const anew = `${former} brought a file of this name, but a later layer wrote it anew, so the distribution does not speak for it`;
    return { outcome: 'reported', reason: 'overwritten-later', because: [...because, anew] };
  }
  return { outcome: 'reported', reason: 'affected', because };
}

/** An OS package whose name is filed, but for other releases or distributions than the image's. */
function elsewhere(
  pkg: Package,
  keys: ReadonlySet<PackageKey>,
  ecosystem: string | undefined,
  { distro, book }: ExplainContext,
): Answer | undefined {
  const releases = releasesOf(pkg, keys);
  if (releases.length === 0) return undefined;
  const name = pkg.source?.name ?? pkg.name;
  const filed = `${name} is filed for ${releases.map(titleOfEcosystem).join(', ')}`;
  if (distro === undefined) {
    const because = `${filed}; the image has no os-release, so its release is not known`;
    return { outcome: 'undecided', reason: 'distro-unknown', because: [because] };
  }
  if (ecosystem === undefined || !book.knowledge.hasEcosystem(ecosystem)) {
    const because = `${filed}; of ${distro.prettyName} the knowledge holds nothing`;
    return { outcome: 'undecided', reason: 'no-data-for-release', because: [because] };
  }
  const because = `${filed}, not for ${titleOfEcosystem(ecosystem)}`;
  return { outcome: 'not-reported', reason: 'other-distro', because: [because] };
}

function releasesOf(pkg: Package, keys: ReadonlySet<PackageKey>): readonly string[] {
  const names = new Set([pkg.source?.name ?? pkg.name, ...(pkg.type === 'rpm' ? [pkg.name] : [])]);
  const releases = new Set<string>();
  for (const key of keys) {
    const ecosystem = ecosystemOfKey(key);
    if (names.has(nameOfKey(key)) && isDistroEcosystem(ecosystem)) releases.add(ecosystem);
  }
  return [...releases].sort();
}
