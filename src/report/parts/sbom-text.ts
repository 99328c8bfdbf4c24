import { displayName, type Package } from '../../model/package.ts';
import type { SubjectReport } from '../../model/report.ts';
import { placeOf } from './flaw-words.ts';
import { notLookedAt } from './not-looked-at.ts';
import { compareText } from './order.ts';
import type { Pen } from './pen.ts';
import { nameOf, platformOf } from './subject.ts';
import { type Cell, type Column, textTable } from './text-table.ts';
import { count, thousands } from './words.ts';

/** Columns go in the order of `drop` when the room is short: owner, license, path, layer. */
const PACKAGES: readonly Column[] = [
  { title: 'type' },
  { title: 'name', comfortable: 32, least: 12 },
  { title: 'version', comfortable: 22, least: 10 },
  { title: 'license', comfortable: 22, least: 10, drop: 2 },
  { title: 'layer', align: 'right', drop: 4 },
  { title: 'path', comfortable: 30, least: 14, drop: 3 },
  { title: 'owner', comfortable: 24, least: 10, drop: 1 },
];

/** Every package of one subject, and how many of each type. */
export function* sbomText(subject: SubjectReport, pen: Pen): Iterable<string> {
  const { inventory } = subject;
  const platform = platformOf(inventory);
  yield `${pen.paint('strong', pen.safe(nameOf(inventory)))}${platform === undefined ? '' : `  ${pen.safe(platform)}`}\n\n`;
  const packages = [...inventory.packages].sort(comparePackages);
  const rows = packages.map((pkg): readonly Cell[] => [
    { text: pkg.type, style: 'quiet' },
    { text: pen.safe(displayName(pkg)), style: 'strong' },
    { text: pen.safe(pkg.version) },
    { text: pkg.licenses.length === 0 ? '?' : pen.safe([...pkg.licenses].sort(compareText).join(', ')) },
    { text: pkg.introduced === undefined ? '?' : String(pkg.introduced) },
    { text: placeOf(pkg, pen), style: 'quiet' },
    { text: pen.safe(pkg.owner ?? ''), style: 'quiet' },
  ]);
  if (rows.length > 0) yield* textTable(PACKAGES, rows, pen);
  yield '\n';
  yield* notLookedAt(subject, pen);
  yield `${countLine(packages)}\n`;
}

function comparePackages(a: Package, b: Package): number {
  return compareText(a.type, b.type) || compareText(displayName(a), displayName(b)) || compareText(a.id, b.id);
}

function countLine(packages: readonly Package[]): string {
  const types = new Map<string, number>();
  for (const { type } of packages) types.set(type, (types.get(type) ?? 0) + 1);
  const parts = [...types].map(([type, number]) => `${thousands(number)} ${type}`);
  return `${count(packages.length, 'package')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
