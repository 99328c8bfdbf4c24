import { familyOf, isDistroEcosystem } from '../../model/ecosystem.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Judgement, Rating, Vulnerability } from '../../model/vulnerability.ts';
import type { KnownAdvisory } from '../../ports/knowledge-lookup.ts';
import { type FlawBook, type FlawRecord, wordRating } from './book.ts';
import type { Folded, Judged } from './fold.ts';
import { boundsThatHold } from './judge.ts';
import { riskOf } from './risk.ts';
import { byPreference, type ChosenSeverity, chooseSeverity, type RatingGroups } from './severity.ts';

/** A vulnerability but for the package: the same for all packages that were asked about with the same question. */
export type Row = Omit<Vulnerability, 'package' | 'origin' | 'layer'>;

/** The row of an affected flaw: what is known of it, whose word its severity is, and what the verdict rests on. */
export function rowOf(flaw: string, folded: Folded, ecosystem: string, book: FlawBook): Row {
  const facts = book.factsOf(flaw);
  const records = recordsByTrust(book.recordsOf(flaw), folded.fitting, ecosystem);
  const { chosen, ratings } = severityOf(records, folded.fitting, ecosystem, book);
  const bundles = advisoriesOf(folded.deciding, book)
    .filter(isBundle)
    .map(({ id }) => id);
  const { severity, source: severitySource } = chosen;
  return {
    id: flaw,
    aliases: [...new Set([...facts.aliases, ...bundles])].filter((id) => id !== flaw).sort(),
    ...wordsOn(withoutForeignBundles(records, folded.fitting)),
    judgement: folded.judgement as Judgement & { affected: true },
    severity,
    severitySource,
    ratings,
    ...(facts.epss !== undefined && { epss: facts.epss }),
    ...(facts.kev !== undefined && { kev: facts.kev }),
    risk: riskOf({ ...chosen, ...facts }),
    evidence: evidenceOf(folded.deciding, book),
  };
}

/** Title, description and so on: each from the most trusted record that has it. */
export function wordsOn(
  records: readonly Pick<FlawRecord, 'advisory'>[],
): Pick<Row, 'title' | 'description' | 'references' | 'cwes' | 'published'> {
  const first = <V>(pick: (advisory: KnownAdvisory) => V | undefined): V | undefined => {
    for (const { advisory } of records) {
      const value = pick(advisory);
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  };
  const title = first((advisory) => advisory.title);
  const description = first((advisory) => advisory.description);
  const published = first((advisory) => advisory.published);
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    references: first(({ references }) => (references.length > 0 ? references : undefined)) ?? [],
    cwes: first(({ cwes }) => (cwes.length > 0 ? cwes : undefined)) ?? [],
    ...(published !== undefined && { published }),
  };
}

/** "python-django - security update" is no title of a flaw: a bundle has a say only where it judges. */
function withoutForeignBundles(records: readonly FlawRecord[], judging: readonly Judged[]): readonly FlawRecord[] {
  const keys = new Set(judging.map(({ filing }) => filing.advisory));
  return records.filter(({ key, advisory }) => !isBundle(advisory) || keys.has(key));
}

/** Those that judge the package first for a distribution, GHSA's first for a language; a bundle, which speaks of many flaws at once, and what was taken back last. */
export function recordsByTrust(
  records: readonly FlawRecord[],
  judging: readonly Judged[],
  ecosystem: string,
): readonly FlawRecord[] {
  const isDistro = isDistroEcosystem(ecosystem);
  const keys = new Set(judging.map(({ filing }) => filing.advisory));
  const rankOf = ({ key, advisory, isDistro: ofDistro }: FlawRecord): number => {
    const rank =
      isDistro && keys.has(key) ? 0 : advisory.id.startsWith('GHSA-') ? 2 : ofDistro ? 6 : keys.has(key) ? 3 : 4;
    return (advisory.withdrawn === undefined ? 0 : 20) + (isBundle(advisory) ? 10 : 0) + rank;
  };
  const ranked = records.map((record) => ({ record, rank: rankOf(record) }));
  return ranked.sort((a, b) => a.rank - b.rank || (a.record.key < b.record.key ? -1 : 1)).map(({ record }) => record);
}

function severityOf(
  records: readonly FlawRecord[],
  fitting: readonly Judged[],
  ecosystem: string,
  book: FlawBook,
): { chosen: ChosenSeverity; ratings: readonly Rating[] } {
  const isDistro = isDistroEcosystem(ecosystem);
  const judging = new Set(isDistro ? fitting.map(({ filing }) => filing.advisory) : []);
  const standing = records.filter(({ advisory }) => advisory.withdrawn === undefined);
  const others = standing.filter(({ key }) => !judging.has(key));
  const otherDistros = others.filter((record) => record.isDistro);
  const groups: RatingGroups = {
    own: isDistro ? ownRatings(fitting, book) : [],
    language: ratingsOf(others.filter((record) => !record.isDistro)),
    otherDistros: ratingsOf(otherDistros),
    ...(isDistro && { distro: familyOf(ecosystem) }),
  };
  const chosen = chooseSeverity(groups);
  if (chosen.source !== 'none') return { chosen, ratings: eachOnce(groups) };
  // Other distributions' words stand with their packages, and the way there is long: only when nothing else is said.
  const words = otherDistros.flatMap((record) => book.wordsOf(record));
  const all = { ...groups, otherDistros: [...groups.otherDistros, ...words] };
  return { chosen: chooseSeverity(all), ratings: eachOnce(all) };
}

function ownRatings(fitting: readonly Judged[], book: FlawBook): readonly Rating[] {
  const own = fitting.flatMap(({ filing: { advisory: key, affected } }) => {
    const advisory = book.advisory(key);
    return advisory === undefined ? [] : [{ key, affected, advisory }];
  });
  own.sort((a, b) => Number(isBundle(a.advisory)) - Number(isBundle(b.advisory)) || (a.key < b.key ? -1 : 1));
  return own.flatMap(({ affected, advisory }) => [
    ...(affected.vendorSeverity === undefined ? [] : [wordRating(affected.key, affected.vendorSeverity)]),
    ...advisory.ratings,
  ]);
}

function ratingsOf(records: readonly FlawRecord[]): readonly Rating[] {
  return records.flatMap(({ advisory }) => advisory.ratings);
}

function eachOnce({ own, language, otherDistros }: RatingGroups): readonly Rating[] {
  const ratings = new Map<string, Rating>();
  for (const rating of [...own, ...language, ...otherDistros]) {
    const { source, version, vector = '', score = '', severity } = rating;
    ratings.set(`${source} ${version} ${vector} ${score} ${severity}`, rating);
  }
  return [...ratings.values()].sort(byPreference);
}

function evidenceOf(deciding: readonly Judged[], book: FlawBook): readonly Evidence[] {
  const evidence = new Map<string, Evidence>();
  for (const { feed, id, digest } of advisoriesOf(deciding, book))
    evidence.set(`${feed} ${id}`, { kind: 'advisory', feed, id, digest });
  for (const { filing, version } of deciding) {
    const { scheme } = filing.affected;
    for (const bound of boundsThatHold(version, filing.affected))
      evidence.set(`< ${scheme} ${bound}`, { kind: 'comparison', scheme, installed: version, bound });
  }
  return [...evidence.values()];
}

/** The records behind the verdicts, each once, by id. */
function advisoriesOf(judged: readonly Judged[], book: FlawBook): readonly KnownAdvisory[] {
  const keys = [...new Set(judged.map(({ filing }) => filing.advisory))].sort();
  return keys.flatMap((key) => book.advisory(key) ?? []);
}

function isBundle({ covers }: KnownAdvisory): boolean {
  return covers.length > 0;
}
