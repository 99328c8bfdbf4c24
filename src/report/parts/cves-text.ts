import type { Package } from '../../model/package.ts';
import type { Report, SubjectReport } from '../../model/report.ts';
import type { Vulnerability } from '../../model/vulnerability.ts';
import { fixInWords, instructionOf, packageInWords, placeOf, scoreOf, undecidedInWords } from './flaw-words.ts';
import { notLookedAt } from './not-looked-at.ts';
import { compareById, compareWorst } from './order.ts';
import { overview } from './overview.ts';
import type { Pen } from './pen.ts';
import { noneLine } from './scan-text.ts';
import { packagesById } from './subject.ts';
import { countedOf, countLine, labelOf, origins } from './summary.ts';
import { type Cell, type Column, layTable, textTable } from './text-table.ts';
import { count } from './words.ts';

/** Columns go in the order of `drop` when the room is short: instruction, source, path, EPSS, layer, CVSS, KEV. */
const FLAWS: readonly Column[] = [
  { title: 'severity' },
  { title: 'id', comfortable: 20, least: 14 },
  { title: 'package', comfortable: 18, least: 8 },
  { title: 'installed', comfortable: 12, least: 8 },
  { title: 'fixed', comfortable: 12, least: 8 },
  { title: 'KEV', drop: 7 },
  { title: 'CVSS', align: 'right', drop: 6 },
  { title: 'EPSS', align: 'right', drop: 4 },
  { title: 'source', comfortable: 10, least: 6, drop: 2 },
  { title: 'layer', align: 'right', drop: 5 },
  { title: 'path', comfortable: 28, least: 12, drop: 3 },
  { title: 'instruction', comfortable: 30, least: 12, drop: 1 },
];

const UNDECIDED: readonly Column[] = [
  { title: 'sign' },
  { title: 'id', comfortable: 20, least: 14 },
  { title: 'package', comfortable: 24, least: 8 },
  { title: 'installed', comfortable: 16, least: 8 },
  { title: 'why', least: 16 },
];

/** Every flaw of one subject, by base and app; then what cannot be decided, what was not seen, and the count. */
export function* cvesText(subject: SubjectReport, report: Report, pen: Pen): Iterable<string> {
  yield* overview(subject, report, pen);
  if (report.knowledge === null) {
    yield* notLookedAt(subject, pen);
    return;
  }
  yield* flawTables(subject, pen);
  yield* undecidedTable(subject, pen);
  yield '\n';
  yield* notLookedAt(subject, pen);
  yield `${countedOf(subject).length === 0 ? noneLine(subject, pen) : countLine(subject, pen)}\n`;
}

function* flawTables(subject: SubjectReport, pen: Pen): Iterable<string> {
  const packages = packagesById(subject);
  const flaws = [...subject.vulnerabilities].sort(compareWorst);
  const rows = flaws.map((flaw) => rowOf(flaw, packages.get(flaw.package), subject, pen));
  const table = layTable(FLAWS, rows, pen);
  for (const origin of origins) {
    const group = rows.filter((_, at) => flaws[at]!.origin === origin);
    if (group.length === 0) continue;
    const title = pen.paint(
      'strong',
      labelOf(origin, subject, pen).replace(/^\w+/, (word) => word.toUpperCase()),
    );
    yield `\n${title}  ${count(group.length, 'vulnerability')}\n${table.header}`;
    for (const row of group) yield table.line(row);
  }
}

function rowOf(flaw: Vulnerability, pkg: Package | undefined, subject: SubjectReport, pen: Pen): readonly Cell[] {
  const layer = flaw.layer ?? pkg?.introduced;
  return [
    { text: flaw.suppressed ? `(${flaw.severity})` : flaw.severity, style: flaw.severity },
    { text: pen.safe(flaw.id) },
    { text: packageInWords(pkg, flaw.package, pen), style: 'strong' },
    { text: pen.safe(pkg?.version ?? '?') },
    { text: fixInWords(flaw, pen), style: flaw.judgement.fixes.length > 0 ? 'good' : 'quiet' },
    { text: flaw.kev === undefined ? '' : 'yes', style: 'bad' },
    { text: scoreOf(flaw)?.toFixed(1) ?? '?' },
    { text: flaw.epss === undefined ? '?' : `${(flaw.epss.score * 100).toFixed(1)}%` },
    { text: pen.safe(flaw.severitySource), style: 'quiet' },
    { text: layer === undefined ? '?' : String(layer) },
    { text: placeOf(pkg, pen), style: 'quiet' },
    { text: instructionOf(layer, subject, pen), style: 'quiet' },
  ];
}

function* undecidedTable(subject: SubjectReport, pen: Pen): Iterable<string> {
  if (subject.undecided.length === 0) return;
  const packages = packagesById(subject);
  yield `\n${pen.paint('strong', 'UNDECIDED')}  ${count(subject.undecided.length, 'flaw')}\n`;
  const rows = [...subject.undecided].sort(compareById).map((undecided): readonly Cell[] => {
    const pkg = packages.get(undecided.package);
    return [
      { text: pen.signs.unsure, style: 'warn' },
      { text: pen.safe(undecided.id) },
      { text: packageInWords(pkg, undecided.package, pen), style: 'strong' },
      { text: pen.safe(pkg?.version ?? '?') },
      { text: undecidedInWords(undecided.why) },
    ];
  });
  yield* textTable(UNDECIDED, rows, pen, { header: false });
}
