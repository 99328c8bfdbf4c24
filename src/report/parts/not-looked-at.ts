import type { Diagnostic } from '../../model/diagnostic.ts';
import type { SubjectReport } from '../../model/report.ts';
import type { Pen } from './pen.ts';
import { diagnosticsOf } from './subject.ts';
import { shorten } from './text-width.ts';
import { count } from './words.ts';

/** Kinds of trouble shown before the rest is only counted. */
const MOST = 12;

/** What was not read, not known or not decidable: one line per kind, each with `?`. Nothing when all was seen. */
export function* notLookedAt(subject: SubjectReport, pen: Pen): Iterable<string> {
  const lines = [...layerLines(subject), ...diagnosticLines(subject, pen)];
  for (const { text, code } of lines.slice(0, MOST)) {
    const tail = code === '' ? '' : `  ${pen.paint('quiet', `[${code}]`)}`;
    const room = pen.width - 2 - (code === '' ? 0 : code.length + 4);
    yield `${pen.paint('warn', pen.signs.unsure)} ${shorten(text, room, pen.signs.cut)}${tail}\n`;
  }
  if (lines.length > MOST)
    yield `${pen.paint('warn', pen.signs.unsure)} and ${lines.length - MOST} more: --format json\n`;
}

interface Line {
  readonly text: string;
  readonly code: string;
}

function* layerLines({ inventory }: SubjectReport): Iterable<Line> {
  for (const { index, state } of inventory.layers) {
    if (state.kind === 'absent') yield { text: `layer ${index} was not read: ${state.why}`, code: '' };
    else if (state.kind === 'partial') yield { text: `layer ${index} was read in part`, code: '' };
  }
}

function* diagnosticLines(subject: SubjectReport, pen: Pen): Iterable<Line> {
  const kinds = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnosticsOf(subject)) {
    if (diagnostic.severity === 'info') continue;
    const same = kinds.get(diagnostic.code);
    if (same) same.push(diagnostic);
    else kinds.set(diagnostic.code, [diagnostic]);
  }
  for (const [code, [first, ...more]] of kinds) {
    const place = first!.path === undefined ? '' : `${pen.safe(first!.path)}: `;
    const others = more.length === 0 ? '' : ` (and ${count(more.length, 'other')} like it)`;
    yield { text: `${place}${pen.safe(first!.message)}${others}`, code: pen.safe(code) };
  }
}
