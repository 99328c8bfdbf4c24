import type { ExplainedPackage, Explanation } from '../../model/report.ts';
import { maskInstruction } from './masks.ts';
import type { Pen, Style } from './pen.ts';
import { widthOf, wrap } from './text-width.ts';
import { dayOf, listInWords } from './words.ts';

const VERDICTS: Readonly<Record<Explanation['verdict'], { readonly text: string; readonly style: Style }>> = {
  reported: { text: 'is reported', style: 'bad' },
  'not-reported': { text: 'is NOT reported', style: 'good' },
  undecided: { text: 'is UNDECIDED', style: 'warn' },
};

/** Why a flaw is, or is not, in the report: per package what is installed, each step, the reason. */
export function* explanationText(explanation: Explanation, pen: Pen): Iterable<string> {
  const { text, style } = VERDICTS[explanation.verdict];
  const title = explanation.title === undefined ? '' : ` (${pen.safe(explanation.title)})`;
  yield `${pen.safe(explanation.id)}${title} ${pen.paint(style, text)} for ${pen.safe(explanation.reference)}\n`;
  if (explanation.aliases.length > 0) yield `  also known as ${explanation.aliases.map(pen.safe).join(', ')}\n`;
  for (const pkg of explanation.packages) yield* packageLines(pkg, pen);
  if (explanation.reason !== undefined) {
    const words = wrap(`${explanation.reason}: ${reasonInWords(explanation, explanation.reason, pen)}`, pen.width - 4);
    yield `  ${pen.signs.arrow} ${words.join('\n    ')}\n`;
  }
  const day = dayOf(explanation.knowledge.asOf) ?? '?';
  yield `${pen.paint('quiet', `Knowledge of ${day}, ${explanation.knowledge.digest.slice(0, 19)}`)}\n`;
}

function* packageLines(pkg: ExplainedPackage, pen: Pen): Iterable<string> {
  const installed = `  ${pen.safe(pkg.name)} ${pen.safe(pkg.version)} is installed`;
  const layer = pkg.layer === undefined ? [] : [`layer ${pkg.layer}`];
  const instruction = pkg.instruction === undefined ? [] : [pen.safe(maskInstruction(pkg.instruction))];
  const place = [...pkg.locations.map(pen.safe), ...layer, ...instruction].join(', ');
  // Beside it when it fits, else below: a path must stay whole here.
  if (widthOf(installed) + widthOf(place) + 4 <= pen.width)
    yield `${installed.padEnd(48)}  ${pen.paint('quiet', place)}\n`;
  else {
    yield `${installed}\n`;
    if (place !== '') yield `    ${pen.paint('quiet', place)}\n`;
  }
  for (const sentence of pkg.because) yield `    ${wrap(pen.safe(sentence), pen.width - 6).join('\n      ')}\n`;
  const style = pkg.outcome === 'reported' ? 'bad' : pkg.outcome === 'undecided' ? 'warn' : 'good';
  yield `    ${pen.signs.arrow} ${pen.paint(style, pen.safe(pkg.reason))}\n`;
}

function reasonInWords(explanation: Explanation, reason: NonNullable<Explanation['reason']>, pen: Pen): string {
  switch (reason) {
    case 'not-installed':
      return `it is filed under ${listInWords(explanation.filedUnder.map(pen.safe))}; none of them is installed`;
    case 'not-in-knowledge':
      return 'no feed names it';
    case 'withdrawn':
      return 'upstream took it back';
  }
}
