import type { Distro } from '../../model/distro.ts';
import { distroOf } from '../../model/inventory.ts';
import type { Report, SubjectReport } from '../../model/report.ts';
import type { Pen } from './pen.ts';
import { nameOf, platformOf, sizeOf } from './subject.ts';
import { shorten, widthOf } from './text-width.ts';
import { ageInWords, count, dayOf, sizeInWords } from './words.ts';

/** Three lines: what it is; what it is built on; how old the knowledge is. */
export function* overview(subject: SubjectReport, report: Report, pen: Pen): Iterable<string> {
  const { inventory } = subject;
  const size = sizeOf(inventory);
  const layers = inventory.layers.length;
  const parts = [platformOf(inventory)];
  if (layers > 0) parts.push(`${size === undefined ? '? bytes' : sizeInWords(size)} in ${count(layers, 'layer')}`);
  const created = inventory.config?.created;
  if (created !== undefined) parts.push(builtInWords(created, report.at));
  const name = pen.safe(nameOf(inventory));
  const facts = parts.filter((part) => part !== undefined).map(pen.safe);
  const line = [name, ...facts].join('  ');
  if (widthOf(line) <= pen.width) yield `${pen.paint('strong', name)}${line.slice(name.length)}\n`;
  else {
    yield `${pen.paint('strong', shorten(name, pen.width, pen.signs.cut))}\n`;
    yield* fitted(facts, '  ', pen);
  }
  yield* fitted([distroInWords(subject, report.at, pen), baseInWords(subject, pen)], '; ', pen);
  yield `${knowledgeInWords(report, pen, distroOf(inventory))}\n`;
}

/** `built 2024-09-09 (26 months ago)`. */
export function builtInWords(created: string, at: string): string {
  const day = dayOf(created);
  if (day === undefined) return 'built ?';
  // Reproducible builds stamp 1970 or 1980: no age then, it would be a lie.
  if (day < '1990') return `built ${day} (a stamp, not a date)`;
  return `built ${day} (${ago(ageInWords(created, at))})`;
}

function ago(age: string | undefined): string {
  return age === undefined ? 'in the future' : age === 'today' ? age : `${age} ago`;
}

/** Joins parts on one line, or gives each its own when they do not fit. */
function* fitted(parts: readonly string[], separator: string, pen: Pen): Iterable<string> {
  const known = parts.filter((part) => part !== '');
  const line = known.join(separator);
  if (widthOf(line) <= pen.width) yield `${line}\n`;
  else for (const part of known) yield `${shorten(part, pen.width, pen.signs.cut)}\n`;
}

/** The distribution and how long it is supported. */
export function distroInWords(subject: SubjectReport, at: string, pen: Pen): string {
  const distro = distroOf(subject.inventory);
  if (distro === undefined) return 'no distribution (no os-release)';
  const name = pen.safe(distro.prettyName || distro.id);
  const end = subject.endOfLife;
  if (end === true) return `${name}, out of support`;
  if (end === false) return `${name}, supported`;
  if (end === null) return `${name}, end of support ?`;
  return Date.parse(end) < Date.parse(at)
    ? `${name}, out of support since ${pen.safe(end)}`
    : `${name}, supported until ${pen.safe(end)}`;
}

/** What the image is built on, and who says so; empty for what has no layers. */
export function baseInWords({ base, inventory }: SubjectReport, pen: Pen): string {
  if (inventory.layers.length === 0) return '';
  if (base === null) return 'base ? (no label, and the history does not tell)';
  const layers = `lowest ${count(base.layers, 'layer')}`;
  const how = base.certainty === 'label' ? 'by its label' : 'by the history';
  return `base ${base.reference === null ? '?' : pen.safe(base.reference)} (${layers}, ${how})`;
}

/** `Knowledge of 2026-11-20 (1 day old)`, or that there is none; and how old the data of the image's own distribution are, when they are more than a week older. */
export function knowledgeInWords(
  { knowledge, at }: Pick<Report, 'knowledge' | 'at'>,
  pen: Pen,
  distro?: Pick<Distro, 'id'>,
): string {
  if (knowledge === null) return `${pen.paint('warn', pen.signs.unsure)} No knowledge: no vulnerability was looked for`;
  const own = knowledge.feeds.find(({ id }) => id === distro?.id);
  const line = `Knowledge of ${dayAndAge(knowledge.asOf, at)}`;
  if (own === undefined || (own.updatedAt !== null && daysBetween(own.updatedAt, knowledge.asOf) <= 7)) return line;
  return `${line}; of ${pen.safe(own.id)} ${own.updatedAt === null ? 'of no known date' : dayAndAge(own.updatedAt, at)}`;
}

function daysBetween(early: string, late: string): number {
  return (Date.parse(late) - Date.parse(early)) / 86_400_000;
}

function dayAndAge(date: string, at: string): string {
  const age = ageInWords(date, at);
  const words = age === undefined ? 'newer than now' : age === 'today' ? age : `${age} old`;
  return `${dayOf(date) ?? '?'} (${words})`;
}
