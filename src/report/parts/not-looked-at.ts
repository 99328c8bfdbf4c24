import type { Diagnostic } from '../../model/diagnostic.ts';
import type { SubjectReport } from '../../model/report.ts';
import type { Pen } from './pen.ts';
import { diagnosticsOf } from './subject.ts';
import { shorten, wrap } from './text-width.ts';
import { count } from './words.ts';

/** Kinds of trouble shown before the rest is only counted. */
const MOST = 12;

/** Columns of one sentence at most: what it quotes may be long. */
const LONGEST = 400;

/** What was not read, not known or not decidable: one sentence per kind, each with `?`. Nothing when all was seen. */
export function* notLookedAt(subject: SubjectReport, pen: Pen): Iterable<string> {
  for (const sentence of sentencesOf(subject, pen)) {
    const sign = pen.paint('warn', pen.signs.unsure);
    const lines = wrap(shorten(sentence, LONGEST, pen.signs.cut), pen.width - 2);
    yield `${sign} ${lines.join('\n  ')}\n`;
  }
}

/** The same as sentences without sign or line breaks; foreign text in them went through `safe`. */
export function sentencesOf(subject: SubjectReport, { safe }: Pick<Pen, 'safe'>): readonly string[] {
  const sentences = [...layerSentences(subject), ...diagnosticSentences(subject, safe)];
  if (sentences.length > MOST) sentences.splice(MOST, Infinity, `and ${sentences.length - MOST} more: --format json`);
  return sentences;
}

function* layerSentences({ inventory }: SubjectReport): Iterable<string> {
  for (const { index, state } of inventory.layers) {
    if (state.kind === 'absent') yield `layer ${index} was not read: ${state.why}`;
    else if (state.kind === 'partial') yield `layer ${index} was read in part`;
  }
}

function* diagnosticSentences(subject: SubjectReport, safe: Pen['safe']): Iterable<string> {
  const kinds = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnosticsOf(subject)) {
    if (diagnostic.severity === 'info') continue;
    const same = kinds.get(diagnostic.code);
    if (same) same.push(diagnostic);
    else kinds.set(diagnostic.code, [diagnostic]);
  }
  for (const [code, [first, ...more]] of kinds) {
    const { path, message } = first!;
    const place = path === undefined || message.includes(path) ? '' : `${safe(path)}: `;
    const others = more.length === 0 ? '' : ` (and ${count(more.length, 'other')} like it)`;
    yield `${place}${safe(message)}${others}  [${safe(code)}]`;
  }
}
