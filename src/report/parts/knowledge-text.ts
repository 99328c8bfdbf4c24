import type { Affected, VersionRange } from '../../model/knowledge.ts';
import type { FoundAdvisory, KnowledgeSearch, KnowledgeStatus } from '../../model/report.ts';
import { compareText } from './order.ts';
import { knowledgeInWords } from './overview.ts';
import type { Pen } from './pen.ts';
import { type Cell, type Column, textTable } from './text-table.ts';
import { ageInWords, count, dayOf, listInWords, sizeInWords, thousands } from './words.ts';

const FEEDS: readonly Column[] = [
  { title: 'feed', least: 8 },
  { title: 'updated' },
  { title: 'age' },
  { title: 'records', align: 'right' },
  { title: 'from', drop: 1 },
];

/** Where the knowledge lies, how old it is, and what each feed gave. */
export function* knowledgeStatusText(status: KnowledgeStatus, pen: Pen): Iterable<string> {
  const { info, at } = status;
  const kind = status.shipped ? 'the shipped snapshot' : 'built here';
  yield `${knowledgeInWords({ knowledge: info, at }, pen)}, ${kind}, ${sizeInWords(status.sizeBytes)}\n`;
  yield `${pen.safe(status.path)}\n`;
  yield `${pen.safe(info.digest)}, built ${dayOf(info.builtAt) ?? '?'}\n\n`;
  const rows = [...info.feeds]
    .sort((a, b) => compareText(a.id, b.id))
    .map((feed): readonly Cell[] => [
      { text: pen.safe(feed.id), style: 'strong' },
      { text: (feed.updatedAt === null ? undefined : dayOf(feed.updatedAt)) ?? '?' },
      { text: (feed.updatedAt === null ? undefined : ageInWords(feed.updatedAt, at)) ?? '?' },
      { text: thousands(feed.records) },
      { text: feed.fromSnapshot ? 'shipped snapshot' : '', style: 'quiet' },
    ]);
  yield* textTable(FEEDS, rows, pen);
}

const FOUND: readonly Column[] = [
  { title: 'flaw', comfortable: 20, least: 14 },
  { title: 'feed', drop: 2 },
  { title: 'record', comfortable: 20, least: 12, drop: 3 },
  { title: 'filed under', comfortable: 30, least: 16 },
  { title: 'affected', comfortable: 34, least: 16 },
  { title: 'title', comfortable: 40, least: 16, drop: 1 },
];

/** One row per record and package. */
export function* knowledgeSearchText(search: KnowledgeSearch, pen: Pen): Iterable<string> {
  const rows = search.advisories.flatMap((advisory) => rowsOf(advisory, pen));
  if (rows.length > 0) yield* textTable(FOUND, rows, pen);
  const facts: string[] = [];
  if (search.epss) facts.push(`EPSS ${(search.epss.score * 100).toFixed(1)}%`);
  if (search.kev)
    facts.push(`known to be exploited${search.kev.dueDate ? ` (KEV, due ${pen.safe(search.kev.dueDate)})` : ''}`);
  if (facts.length > 0) yield `${facts.join('; ')}\n`;
  const records = count(search.advisories.length, 'record');
  const none = search.advisories.length === 0 ? 'Nothing' : records;
  yield `${none} about ${pen.safe(search.query)}\n`;
  yield `${knowledgeInWords({ knowledge: search.knowledge, at: search.at }, pen)}\n`;
}

function rowsOf(advisory: FoundAdvisory, pen: Pen): (readonly Cell[])[] {
  const shared = (affected: Affected | undefined): readonly Cell[] => [
    { text: pen.safe(advisory.flaws.join(', ') || advisory.id), style: 'strong' },
    { text: pen.safe(advisory.feed) },
    { text: pen.safe(advisory.id) },
    { text: affected === undefined ? '?' : pen.safe(affected.key) },
    { text: advisory.withdrawn ? 'withdrawn' : affected === undefined ? '?' : pen.safe(rangesInWords(affected)) },
    { text: pen.safe(advisory.title ?? ''), style: 'quiet' },
  ];
  return advisory.affected.length === 0 ? [shared(undefined)] : advisory.affected.map(shared);
}

/** `≥ 1.0, < 1.2.3; = 2.0`, in ASCII: a range must be readable everywhere. */
function rangesInWords(affected: Affected): string {
  if (affected.notAffected) return 'not affected';
  const versions = affected.versions ?? [];
  const parts = affected.ranges.map(rangeInWords);
  if (versions.length > 0)
    parts.push(versions.length > 3 ? `${versions.length} listed versions` : listInWords(versions));
  return parts.join('; ') || affected.status;
}

function rangeInWords({ events }: VersionRange): string {
  const words = events.map((event) => {
    if ('introduced' in event) return event.introduced === '0' ? '' : `>= ${event.introduced}`;
    if ('fixed' in event) return `< ${event.fixed}`;
    return 'lastAffected' in event ? `<= ${event.lastAffected}` : `limit ${event.limit}`;
  });
  return words.filter((word) => word !== '').join(', ') || 'every version';
}
