import type { SubjectReport } from '../../model/report.ts';
import type { Rating, Undecided, Vulnerability } from '../../model/vulnerability.ts';
import { propertiesOf, type Refs, refsOf } from './cyclonedx-components.ts';
import { compareText } from './order.ts';
import { packagesById } from './subject.ts';
import { isWebAddress, pageOf } from './web-address.ts';

/** A flaw in one package, with what points at that package. */
interface Hit {
  readonly flaw: Vulnerability;
  readonly ref: string;
  readonly version: string;
}

/** One entry per flaw with all packages that have it; what is undecided is in triage. */
export function bomVulnerabilities(subjects: readonly SubjectReport[]): readonly object[] {
  const hits = new Map<string, Hit[]>();
  const open = new Map<string, { readonly undecided: Undecided; readonly ref: string }[]>();
  subjects.forEach((subject, index) => {
    const refs = refsOf(index, subjects.length);
    const packages = packagesById(subject);
    for (const flaw of subject.vulnerabilities) {
      if (!packages.has(flaw.package)) continue;
      push(hits, flaw.id, hitOf(flaw, packages.get(flaw.package)!.version, refs));
    }
    for (const undecided of subject.undecided) {
      if (packages.has(undecided.package))
        push(open, undecided.id, { undecided, ref: refs.package(undecided.package) });
    }
  });
  return [
    ...[...hits.keys()].sort(compareText).map((id) => foundEntry(id, hits.get(id)!)),
    ...[...open.keys()].sort(compareText).map((id) => {
      const entries = open.get(id)!.sort((a, b) => compareText(a.ref, b.ref));
      const whys = [...new Set(entries.map(({ undecided }) => undecided.why))].sort(compareText);
      return {
        'bom-ref': `undecided:${id}`,
        id,
        source: sourceOf(id),
        analysis: { state: 'in_triage', detail: whys.join(', ') },
        affects: entries.map(({ ref }) => ({ ref })),
      };
    }),
  ];
}

function hitOf(flaw: Vulnerability, version: string, refs: Refs): Hit {
  return { flaw, ref: refs.package(flaw.package), version };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function foundEntry(id: string, unsorted: readonly Hit[]) {
  const hits = [...unsorted].sort((a, b) => compareText(a.ref, b.ref));
  const flaws = hits.map(({ flaw }) => flaw);
  const aliases = uniqueOf(flaws.flatMap((flaw) => flaw.aliases));
  const addresses = uniqueOf(flaws.flatMap((flaw) => flaw.references)).filter(isWebAddress);
  const cwes = uniqueOf(flaws.flatMap((flaw) => flaw.cwes)).flatMap((cwe) => /^CWE-(\d{1,6})$/.exec(cwe)?.[1] ?? []);
  const { kev, epss } = flaws[0]!;
  return {
    'bom-ref': `vulnerability:${id}`,
    id,
    source: sourceOf(id),
    references: aliases.map((alias) => ({ id: alias, source: sourceOf(alias) })),
    ratings: ratingsOf(flaws),
    cwes: cwes.map(Number),
    description: flaws.find((flaw) => flaw.title !== undefined)?.title,
    detail: flaws.find((flaw) => flaw.description !== undefined)?.description,
    recommendation: recommendationOf(hits),
    advisories: addresses.map((url) => ({ url })),
    published: dateTimeOf(flaws.find((flaw) => flaw.published !== undefined)?.published),
    affects: hits.map(({ flaw, ref, version }) => ({
      ref,
      versions: [
        { version, status: 'affected' },
        ...flaw.judgement.fixes.map((fix) => ({ version: fix.version, status: 'unaffected' })),
      ],
    })),
    properties: propertiesOf([
      ['plimsoll:epss:score', epss?.score.toString()],
      ['plimsoll:epss:percentile', epss?.percentile.toString()],
      ['plimsoll:kev', kev && 'true'],
      ['plimsoll:kev:due-date', kev?.dueDate],
      ...flaws.flatMap((flaw): [string, string][] =>
        flaw.suppressed ? [['plimsoll:suppressed', `${flaw.package}: ${flaw.suppressed.reason}`]] : [],
      ),
    ]),
  };
}

/** A source must be named: by the form of the id. */
function sourceOf(id: string) {
  const name = id.startsWith('CVE-')
    ? 'NVD'
    : id.startsWith('GHSA-')
      ? 'GitHub'
      : (/^[A-Z]{2,12}(?=-)/.exec(id)?.[0] ?? 'unknown');
  return { name, url: pageOf(id) };
}

const METHODS: Readonly<Record<string, string>> = {
  '2.0': 'CVSSv2',
  '3.0': 'CVSSv3',
  '3.1': 'CVSSv31',
  '4.0': 'CVSSv4',
};

/** Every rating once. The word that decided about the severity comes first, then by source and version. */
function ratingsOf(flaws: readonly Vulnerability[]) {
  const seen = new Map<string, Rating>();
  for (const { ratings } of flaws) {
    for (const rating of ratings)
      seen.set([rating.source, rating.version, rating.vector, rating.severity].join('\n'), rating);
  }
  const deciding = new Set(flaws.map((flaw) => flaw.severitySource));
  return [...seen]
    .sort(
      ([a, first], [b, second]) =>
        Number(deciding.has(second.source)) - Number(deciding.has(first.source)) || compareText(a, b),
    )
    .map(([, rating]) => ({
      source: { name: rating.source },
      score: rating.score,
      severity: rating.severity,
      method: METHODS[rating.version] ?? 'other',
      vector: rating.vector,
    }));
}

function recommendationOf(hits: readonly Hit[]): string | undefined {
  const upgrades = hits.flatMap(({ flaw }) => {
    const versions = flaw.judgement.fixes.map((fix) => fix.version).join(' or ');
    return versions === '' ? [] : [`Upgrade ${flaw.package} to ${versions}`];
  });
  return upgrades.length === 0 ? undefined : upgrades.join('; ');
}

function dateTimeOf(text: string | undefined): string | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function uniqueOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}
