import type { Package } from '../../model/package.ts';
import type { SubjectReport } from '../../model/report.ts';
import { severities } from '../../model/severity.ts';
import type { Vulnerability } from '../../model/vulnerability.ts';
import { fixInWords, packageInWords, placeOf, scoreOf, undecidedInWords } from './flaw-words.ts';
import type { MarkdownPart } from './markdown-cut.ts';
import { markdownHead, markdownRow } from './markdown-text.ts';
import { compareById, compareWorst } from './order.ts';
import type { Pen } from './pen.ts';
import { originOf, packagesById } from './subject.ts';
import { contentOf, countedOf, labelOf, origins } from './summary.ts';
import { pageOf } from './web-address.ts';
import { count, thousands } from './words.ts';

/** Flaws that stand outside of the folded part. */
const TOP = 10;

/** Vulnerabilities by where they come from and severity; the worst is in bold. */
export function summaryPart(subject: SubjectReport, pen: Pen): MarkdownPart {
  const counted = countedOf(subject);
  const lines = origins.flatMap((origin) => {
    const packages = subject.inventory.packages.filter((pkg) => originOf(pkg, subject.inventory) === origin);
    const flaws = counted.filter((flaw) => flaw.origin === origin);
    if (packages.length === 0 && flaws.length === 0) return [];
    const numbers = severities.map((severity) => flaws.filter((flaw) => flaw.severity === severity).length);
    const fixable = flaws.filter((flaw) => flaw.judgement.fixes.length > 0).length;
    return [markdownRow([labelOf(origin, subject, pen), contentOf(packages), ...[...numbers, fixable].map(numberOf)])];
  });
  const head = markdownHead(['', 'packages', ...severities.map((severity) => `#${severity}`), '#fixable']);
  return { head: `\n${head}`, lines, tail: '', count: lines.length };
}

function numberOf(number: number): string {
  return number === 0 ? '0' : `**${thousands(number)}**`;
}

const FLAWS = ['severity', 'flaw', 'package', 'installed', 'fixed in', '#CVSS', '#EPSS', 'from', 'place'];

/** The worst flaws, to be seen at once. */
export function topPart(subject: SubjectReport, pen: Pen): MarkdownPart {
  const counted = [...countedOf(subject)].sort(compareWorst);
  const flaws = counted.slice(0, TOP);
  const title = counted.length > TOP ? `Worst ${TOP} of ${thousands(counted.length)}` : 'Vulnerabilities';
  return { ...flawTable(flaws, subject, pen), head: `\n**${title}**\n\n${markdownHead(FLAWS)}` };
}

/** The others, and those that were set aside, folded. */
export function restPart(subject: SubjectReport, place: string, pen: Pen): MarkdownPart {
  const counted = [...countedOf(subject)].sort(compareWorst).slice(TOP);
  const aside = subject.vulnerabilities.filter((flaw) => flaw.suppressed !== undefined).sort(compareWorst);
  const words = [
    ...(counted.length > 0 ? [`${count(counted.length, 'other vulnerability')}`] : []),
    ...(aside.length > 0 ? [`${thousands(aside.length)} set aside`] : []),
  ];
  return folded(`${words.join(', ')}${place}`, markdownHead(FLAWS), flawTable([...counted, ...aside], subject, pen));
}

/** Flaws of which it cannot be said whether a package has them. */
export function undecidedPart(subject: SubjectReport, place: string, pen: Pen): MarkdownPart {
  const packages = packagesById(subject);
  const rows = [...subject.undecided].sort(compareById);
  function* lines() {
    for (const { id, package: name, why } of rows) {
      const pkg = packages.get(name);
      const version = pkg === undefined ? '?' : pen.safe(pkg.version);
      yield markdownRow([linkOf(id, pen), packageInWords(pkg, name, pen), version, undecidedInWords(why)]);
    }
  }
  const title = `${count(rows.length, 'flaw')} cannot be decided${place}`;
  const head = markdownHead(['flaw', 'package', 'installed', 'why']);
  return folded(title, head, { lines: lines(), tail: '', count: rows.length });
}

/** A part behind a line that opens it. The blank lines let Markdown begin again within HTML. */
export function folded(title: string, head: string, part: Omit<MarkdownPart, 'head'>): MarkdownPart {
  return { ...part, head: `\n<details><summary>${title}</summary>\n\n${head}`, tail: `${part.tail}\n</details>\n` };
}

function flawTable(flaws: readonly Vulnerability[], subject: SubjectReport, pen: Pen): Omit<MarkdownPart, 'head'> {
  const packages = packagesById(subject);
  function* lines() {
    for (const flaw of flaws) yield rowOf(flaw, packages.get(flaw.package), subject, pen);
  }
  return { lines: lines(), tail: '', count: flaws.length };
}

function rowOf(flaw: Vulnerability, pkg: Package | undefined, subject: SubjectReport, pen: Pen): string {
  const severity = flaw.suppressed ? `(${flaw.severity})` : flaw.severity;
  const exploited = flaw.kev ? ' **exploited**' : '';
  return markdownRow([
    flaw.severity === 'critical' ? `**${severity}**` : severity,
    `${linkOf(flaw.id, pen)}${exploited}`,
    packageInWords(pkg, flaw.package, pen),
    pkg === undefined ? '?' : pen.safe(pkg.version),
    fixInWords(flaw, pen),
    scoreOf(flaw)?.toFixed(1) ?? '?',
    flaw.epss === undefined ? '?' : `${(flaw.epss.score * 100).toFixed(1)}%`,
    flaw.origin === 'unknown' ? '?' : labelOf(flaw.origin, { ...subject, base: null }, pen),
    placeOf(pkg, pen),
  ]);
}

/** A link where the id alone tells its page: then it holds no character that Markdown knows. */
function linkOf(id: string, pen: Pen): string {
  const page = pageOf(id);
  return page === undefined ? pen.safe(id) : `[${id}](${page})`;
}
