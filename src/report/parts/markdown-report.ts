import { distroOf } from '../../model/inventory.ts';
import { displayName, type Package } from '../../model/package.ts';
import type { ReportView, SubjectReport } from '../../model/report.ts';
import { placeOf } from './flaw-words.ts';
import type { MarkdownPart } from './markdown-cut.ts';
import { folded, restPart, summaryPart, topPart, undecidedPart } from './markdown-flaws.ts';
import { markdownHead, markdownProse, markdownRow } from './markdown-text.ts';
import { sentencesOf } from './not-looked-at.ts';
import { compareText } from './order.ts';
import { baseInWords, builtInWords, distroInWords, knowledgeInWords } from './overview.ts';
import type { Pen } from './pen.ts';
import { noneLine } from './scan-text.ts';
import { nameOf, platformOf, sizeOf } from './subject.ts';
import { countedOf } from './summary.ts';
import { count, sizeInWords } from './words.ts';

/** What must be seen of each subject first, then what is folded: a cut takes from the end. */
export function* markdownParts({ kind, report }: ReportView, pen: Pen): Iterable<MarkdownPart> {
  const { subjects } = report;
  for (const [index, subject] of subjects.entries()) {
    const title = `${pen.safe(nameOf(subject.inventory))}${placeAmong(index, subjects.length)}`;
    yield linesPart(`${index === 0 ? '' : '\n'}## ${title}\n\n`, overviewLines(subject, kind, report, pen));
    if (kind === 'sbom') {
      yield linesPart('\n', notLookedAtLines(subject, pen));
      continue;
    }
    if (report.knowledge !== null) {
      const isClean = countedOf(subject).length === 0;
      if (isClean) yield linesPart('\n', [`${noneLine(subject, pen)}\n`]);
      else {
        yield summaryPart(subject, pen);
        if (kind !== 'quickview') yield topPart(subject, pen);
      }
    }
    yield linesPart('\n', [...undecidedLines(subject, report, pen), ...notLookedAtLines(subject, pen)]);
  }
  for (const [index, subject] of subjects.entries()) {
    const place = placeAmong(index, subjects.length);
    if (kind === 'sbom') yield packagesPart(subject, place, pen);
    else if (kind !== 'quickview' && report.knowledge !== null) {
      for (const part of [restPart(subject, place, pen), undecidedPart(subject, place, pen)])
        if (part.count > 0) yield part;
    }
  }
}

/** Images of an index have one name: a folded part says whose it is by number, since no code can stand in its title. */
function placeAmong(index: number, count: number): string {
  return count === 1 ? '' : ` (${index + 1} of ${count})`;
}

function linesPart(head: string, lines: readonly string[]): MarkdownPart {
  return { head: lines.length === 0 ? '' : head, lines, tail: '', count: lines.length };
}

/** Two blanks at the end break the line. */
function overviewLines(subject: SubjectReport, kind: ReportView['kind'], report: ReportView['report'], pen: Pen) {
  const { inventory } = subject;
  const size = sizeOf(inventory);
  const layers = inventory.layers.length;
  const created = inventory.config?.created;
  const platform = platformOf(inventory);
  const tool = `${report.tool.name} ${report.tool.version}`;
  const what = [
    platform && markdownProse(platform),
    layers === 0 ? undefined : `${size === undefined ? '? bytes' : sizeInWords(size)} in ${count(layers, 'layer')}`,
    created && builtInWords(created, report.at),
    count(inventory.packages.length, 'package'),
  ].filter(Boolean);
  const lines = [
    what.join(', '),
    [distroInWords(subject, report.at, { ...pen, safe: markdownProse }), baseInWords(subject, pen)]
      .filter(Boolean)
      .join('; '),
    [...(kind === 'sbom' ? [] : [knowledgeInWords(report, pen, distroOf(inventory))]), tool].join('; '),
  ];
  return lines.map((line, at) => (at < lines.length - 1 ? `${line}  \n` : `${line}\n`));
}

function undecidedLines({ undecided }: SubjectReport, { knowledge }: ReportView['report'], pen: Pen): string[] {
  if (undecided.length === 0 || knowledge === null) return [];
  return [`- ${pen.signs.unsure} ${count(undecided.length, 'flaw')} cannot be decided\n`];
}

function notLookedAtLines(subject: SubjectReport, pen: Pen): string[] {
  return sentencesOf(subject, { safe: markdownProse }).map((sentence) => `- ${pen.signs.unsure} ${sentence}\n`);
}

/** Every package, folded. */
function packagesPart(subject: SubjectReport, place: string, pen: Pen): MarkdownPart {
  const packages = [...subject.inventory.packages].sort(comparePackages);
  function* lines() {
    for (const pkg of packages) {
      const licenses = [...pkg.licenses].sort(compareText).map(pen.safe).join(', ');
      yield markdownRow([
        pkg.type,
        pen.safe(displayName(pkg)),
        pen.safe(pkg.version),
        licenses || '?',
        placeOf(pkg, pen),
      ]);
    }
  }
  const head = markdownHead(['type', 'name', 'version', 'license', 'place']);
  return folded(`${count(packages.length, 'package')}${place}`, head, {
    lines: lines(),
    tail: '',
    count: packages.length,
  });
}

function comparePackages(a: Package, b: Package): number {
  return compareText(a.type, b.type) || compareText(displayName(a), displayName(b)) || compareText(a.id, b.id);
}
