import { schemeOf } from '../../formats/versions/index.ts';
import type { Affected } from '../../model/knowledge.ts';
import type { VersionScheme } from '../../model/version-scheme.ts';
import type { Fix, FixStatus, Judgement } from '../../model/vulnerability.ts';
import type { FiledAdvisory } from '../../ports/knowledge-lookup.ts';
import { fixedBoundsOf } from './judge.ts';
import { compareBounds, isReadableBound } from './ranges.ts';

/** One record's word on one installed package. */
export interface Judged {
  readonly filing: FiledAdvisory;
  /** The version that was compared. */
  readonly version: string;
  readonly judgement: Judgement;
}

/** The answer for one flaw and one package. */
export interface Folded {
  readonly judgement: Judgement;
  /** The records that gave it. */
  readonly deciding: readonly Judged[];
  /** All that speak of this build of the package and were not taken back. */
  readonly fitting: readonly Judged[];
}

/** Several records about one flaw and one package become one answer: docs/matching.md §4. At least one record is given. */
export function foldJudged(judged: readonly Judged[], isDistro: boolean): Folded {
  const fitting = judged.filter(({ judgement }) => !isBeside(judgement));
  if (fitting.length === 0) return { judgement: judged[0]!.judgement, deciding: judged, fitting };
  return { ...(isDistro ? foldDistro(fitting) : foldAny(fitting)), fitting };
}

type Answer = Pick<Folded, 'judgement' | 'deciding'>;

/** Any affected, else any unknown, else not: how registries of languages are read, where each record adds what it knows. */
function foldAny(judged: readonly Judged[]): Answer {
  const affecting = judged.filter(({ judgement }) => judgement.affected === true);
  if (affecting.length > 0) return { judgement: mergeAffected(affecting), deciding: affecting };
  const unknown = judged.filter(({ judgement }) => judgement.affected === 'unknown');
  if (unknown.length > 0) return { judgement: unknown[0]!.judgement, deciding: unknown };
  // "Taken back" says less than any comparison does.
  const first =
    judged.find(({ judgement }) => judgement.affected === false && judgement.why !== 'withdrawn') ?? judged[0]!;
  return { judgement: first.judgement, deciding: judged };
}

/** Distributions fix one thing several times: the newest fix that any of their records names is the one that counts. */
function foldDistro(fitting: readonly Judged[]): Answer {
  const deciders = recordsOf(fitting).filter(({ newest }) => newest !== undefined);
  if (deciders.length === 0) return foldAny(fitting);
  const open = deciders.filter(({ channel }) => !channel);
  const counting = open.length > 0 ? open : deciders;
  const scheme = schemeOf(fitting[0]!.filing.affected.scheme);
  const newest = newestOf(
    counting.map((record) => record.newest!),
    scheme,
  );
  // A fix that cannot be read may be newer still: its record keeps its say.
  const chosen = counting.filter(
    (record) =>
      !isReadableBound(record.newest!, scheme) ||
      record.newest === newest ||
      compareBounds(record.newest!, newest, scheme) === 0,
  );
  const folded = foldAny(chosen.flatMap((record) => record.judged));
  const { judgement } = folded;
  return judgement.affected === true && judgement.fixes.length > 1
    ? { ...folded, judgement: { ...judgement, fixes: judgement.fixes.slice(-1) } }
    : folded;
}

/** Taken back, or about other builds than the one installed. */
function isBeside(judgement: Judgement): boolean {
  if (judgement.affected !== false) return false;
  return judgement.why === 'withdrawn' || judgement.why === 'other-arch' || judgement.why === 'other-module';
}

/** What one advisory says in one channel; `newest` is the newest fix it names, `0` for "not affected". */
interface DistroRecord {
  readonly judged: Judged[];
  readonly channel: boolean;
  newest?: string;
}

function recordsOf(judged: readonly Judged[]): readonly DistroRecord[] {
  const records = new Map<string, DistroRecord>();
  for (const one of judged) {
    const { advisory, affected } = one.filing;
    const key = `${affected.channel ?? ''} ${advisory}`;
    let record = records.get(key);
    if (record === undefined) {
      record = { judged: [], channel: affected.channel !== undefined };
      records.set(key, record);
    }
    record.judged.push(one);
    const newest = newestFixOf(affected);
    if (newest === undefined) continue;
    record.newest = record.newest === undefined ? newest : newestOf([record.newest, newest], schemeOf(affected.scheme));
  }
  return [...records.values()];
}

function newestFixOf(affected: Affected): string | undefined {
  if (affected.notAffected === true) return '0';
  const fixes = fixedBoundsOf(affected);
  return fixes.length === 0 ? undefined : newestOf(fixes, schemeOf(affected.scheme));
}

/** The newest readable of one or more bounds; the first when none is. */
function newestOf(bounds: readonly string[], scheme: VersionScheme): string {
  let newest: string | undefined;
  for (const bound of bounds) {
    if (!isReadableBound(bound, scheme)) continue;
    if (newest === undefined || compareBounds(bound, newest, scheme) > 0) newest = bound;
  }
  return newest ?? bounds[0]!;
}

function mergeAffected(affecting: readonly Judged[]): Judgement {
  const scheme = schemeOf(affecting[0]!.filing.affected.scheme);
  const fixes: Fix[] = [];
  let status: FixStatus = 'unknown';
  for (const { judgement } of affecting) {
    if (judgement.affected !== true) continue;
    fixes.push(...judgement.fixes);
    if (statusOrder.indexOf(judgement.status) < statusOrder.indexOf(status)) status = judgement.status;
  }
  return { affected: true, status, fixes: ascending(fixes, scheme) };
}

// The word that says most about what will come wins.
const statusOrder: readonly FixStatus[] = [
  'fixed',
  'will-not-fix',
  'end-of-life',
  'deferred',
  'not-yet',
  'investigating',
  'unknown',
];

/** Each version once, also where two records spell it differently. Fixes of a verdict close an interval that holds the version, so all can be read. */
function ascending(fixes: readonly Fix[], scheme: VersionScheme): readonly Fix[] {
  if (fixes.length < 2) return fixes;
  const textOf = ({ version, channel = '' }: Fix) => `${channel} ${version}`;
  const sorted = [...fixes].sort(
    (a, b) => compareBounds(a.version, b.version, scheme) || (textOf(a) < textOf(b) ? -1 : 1),
  );
  return sorted.filter((fix, at) => at === 0 || compareBounds(sorted[at - 1]!.version, fix.version, scheme) !== 0);
}
