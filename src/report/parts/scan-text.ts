import type { Report, SubjectReport } from '../../model/report.ts';
import { fixInWords, instructionOf, packageInWords, placeOf } from './flaw-words.ts';
import { notLookedAt } from './not-looked-at.ts';
import { compareWorst } from './order.ts';
import { overview } from './overview.ts';
import type { Pen } from './pen.ts';
import { diagnosticsOf, nameOf, packagesById } from './subject.ts';
import { countedOf, summary } from './summary.ts';
import { type Column, textTable } from './text-table.ts';
import { count } from './words.ts';

/** The whole report of one subject: the answer first, five examples, what was not seen, where to look further. */
export function* scanText(
  subject: SubjectReport,
  report: Report,
  pen: Pen,
  command: string | undefined,
): Iterable<string> {
  yield* quickviewText(subject, report, pen);
  if (countedOf(subject).length > 0) {
    yield '\n';
    yield* worstFive(subject, pen);
  }
  yield `${moreLine(subject, command, pen)}\n`;
}

/** The overview and the numbers, no single flaw. */
export function* quickviewText(subject: SubjectReport, report: Report, pen: Pen): Iterable<string> {
  yield* overview(subject, report, pen);
  if (report.knowledge !== null) {
    yield '\n';
    if (countedOf(subject).length > 0) yield* summary(subject, pen);
    else yield `${noneLine(subject, pen)}\n`;
    yield* undecidedLine(subject, pen);
  }
  yield* notLookedAt(subject, pen);
}

/** That nothing is known, with `✓` only when everything was looked at and nothing is open. */
export function noneLine(subject: SubjectReport, pen: Pen): string {
  const { inventory, undecided } = subject;
  const isWhole = inventory.complete && !diagnosticsOf(subject).some(({ severity }) => severity !== 'info');
  const packages = count(inventory.packages.length, 'package');
  if (isWhole && undecided.length === 0 && inventory.packages.length > 0) {
    return `${pen.paint('good', pen.signs.good)} No known vulnerabilities in ${packages}`;
  }
  const limits = isWhole ? '' : ', as far as they could be looked at';
  return `${pen.paint('warn', pen.signs.unsure)} No known vulnerabilities in ${packages}${limits}`;
}

function* undecidedLine({ undecided }: SubjectReport, pen: Pen): Iterable<string> {
  if (undecided.length === 0) return;
  yield `${pen.paint('warn', pen.signs.unsure)} ${count(undecided.length, 'flaw')} cannot be decided; plimsoll cves lists them\n`;
}

const WORST: readonly Column[] = [
  { title: 'severity' },
  { title: 'id', comfortable: 20, least: 14 },
  { title: 'package', comfortable: 44, least: 16 },
  { title: 'path', comfortable: 36, least: 12, drop: 2 },
  { title: 'instruction', comfortable: 40, least: 12, drop: 1 },
];

function* worstFive(subject: SubjectReport, pen: Pen): Iterable<string> {
  const packages = packagesById(subject);
  const flaws = [...countedOf(subject)].sort(compareWorst).slice(0, 5);
  yield `${pen.paint('strong', flaws.length < 5 ? 'WORST' : 'WORST FIVE')}\n`;
  const rows = flaws.map((flaw) => {
    const pkg = packages.get(flaw.package);
    const fix =
      flaw.judgement.fixes.length > 0 ? `${pen.signs.arrow} ${fixInWords(flaw, pen)}` : `(${fixInWords(flaw, pen)})`;
    return [
      { text: flaw.severity, style: flaw.severity },
      { text: pen.safe(flaw.id) },
      { text: `${packageInWords(pkg, flaw.package, pen)} ${pen.safe(pkg?.version ?? '')} ${fix}` },
      { text: placeOf(pkg, pen), style: 'quiet' as const },
      { text: instructionOf(flaw.layer ?? pkg?.introduced, subject, pen), style: 'quiet' as const },
    ];
  });
  yield* textTable(WORST, rows, pen, { indent: 2, header: false });
}

/** Commands to go on with. A name that a shell would take apart is not put into a line to copy. */
function moreLine(subject: SubjectReport, command: string | undefined, pen: Pen): string {
  const name = command ?? nameOf(subject.inventory);
  const target = /^[\w@%+=:,./-]+$/.test(name) ? name : 'IMAGE';
  const found = countedOf(subject).length > 0 || subject.undecided.length > 0;
  let line = `${found ? 'cves' : 'sbom'} ${target}`;
  for (const next of found ? ['explain', 'sbom', '--format json'] : ['--format json']) {
    if ('More: plimsoll '.length + line.length + 3 + next.length <= pen.width) line += `   ${next}`;
  }
  return `${pen.paint('quiet', 'More:')} plimsoll ${line}`;
}
