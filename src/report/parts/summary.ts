import type { Origin } from '../../model/layer.ts';
import { isOsPackage, type Package } from '../../model/package.ts';
import type { SubjectReport } from '../../model/report.ts';
import { severities } from '../../model/severity.ts';
import type { Vulnerability } from '../../model/vulnerability.ts';
import type { Pen } from './pen.ts';
import { originOf } from './subject.ts';
import { type Cell, type Column, textTable } from './text-table.ts';
import { count, thousands } from './words.ts';

export const origins = ['base', 'app', 'unknown'] as const satisfies readonly Origin[];

/** Flaws that count: those that nobody set aside. */
export function countedOf(subject: SubjectReport): readonly Vulnerability[] {
  return subject.vulnerabilities.filter((flaw) => flaw.suppressed === undefined);
}

const COLUMNS: readonly Column[] = [
  { title: 'VULNERABILITIES', least: 15 },
  { title: '', drop: 1 },
  ...severities.map((title) => ({ title, align: 'right' as const })),
  { title: 'fixable', align: 'right' },
];

/** Vulnerabilities by where they come from and severity. Rows: base, app, where that is not known; those with packages or flaws only. */
export function* summary(subject: SubjectReport, pen: Pen): Iterable<string> {
  const rows = origins.flatMap((origin): (readonly Cell[])[] => {
    const packages = subject.inventory.packages.filter((pkg) => originOf(pkg, subject.inventory) === origin);
    const flaws = countedOf(subject).filter((flaw) => flaw.origin === origin);
    if (packages.length === 0 && flaws.length === 0) return [];
    return [
      [
        { text: `  ${labelOf(origin, subject, pen)}` },
        { text: contentOf(packages), style: 'quiet' },
        ...cellsOf(flaws),
      ],
    ];
  });
  yield* textTable(COLUMNS, rows, pen);
}

function cellsOf(flaws: readonly Vulnerability[]): Cell[] {
  const fixable = flaws.filter((flaw) => flaw.judgement.fixes.length > 0).length;
  return [
    ...severities.map((severity): Cell => {
      const number = flaws.filter((flaw) => flaw.severity === severity).length;
      return { text: thousands(number), style: number === 0 ? 'quiet' : severity };
    }),
    { text: thousands(fixable), style: fixable === 0 ? 'quiet' : 'strong' },
  ];
}

/** `base debian:11-slim`, `app`, or that the layer does not tell. */
export function labelOf(origin: Origin, subject: SubjectReport, pen: Pen): string {
  if (origin === 'base') return subject.base?.reference ? `base ${pen.safe(subject.base.reference)}` : 'base';
  return origin === 'app' ? 'app' : 'base or app ?';
}

/** `88 npm packages`, `120 packages` when of many types. */
export function contentOf(packages: readonly Package[]): string {
  const [type] = packages.map((pkg) => pkg.type);
  if (type === undefined) return 'no packages';
  if (packages.every((pkg) => pkg.type === type)) return count(packages.length, `${type} package`);
  if (packages.every(isOsPackage)) return count(packages.length, 'system package');
  return count(packages.length, 'package');
}

/** How many there are, of which severities, and what can be done; on more lines when one is too narrow. */
export function countLine(subject: SubjectReport, pen: Pen): string {
  const flaws = countedOf(subject);
  const present = severities
    .map((severity) => ({ severity, number: flaws.filter((flaw) => flaw.severity === severity).length }))
    .filter(({ number }) => number > 0);
  const head = `${count(flaws.length, 'vulnerability')} in ${count(subject.inventory.packages.length, 'package')}: `;
  const words = present.map(({ severity, number }) => `${thousands(number)} ${severity}`);
  const tail = [`${thousands(flaws.filter((flaw) => flaw.judgement.fixes.length > 0).length)} fixable`];
  if (subject.undecided.length > 0) tail.push(`${thousands(subject.undecided.length)} undecided`);
  const aside = subject.vulnerabilities.length - flaws.length;
  if (aside > 0) tail.push(`${thousands(aside)} set aside`);
  const numbers = words.join(', ');
  const painted = words.map((text, at) => pen.paint(present[at]!.severity, text)).join(', ');
  const end = tail.join('; ');
  if (head.length + numbers.length + 2 + end.length <= pen.width) return `${head}${painted}; ${end}`;
  return `${head.length + numbers.length <= pen.width ? head : `${head.trim()}\n`}${painted}\n${end}`;
}
