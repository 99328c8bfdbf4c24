import type { Dockerfile, KeyValue } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';

export const legacyKeyValue: LintRule = {
  id: 'legacy-key-value',
  level: 'warning',
  title: 'A blank stands between name and value instead of =',
  why: 'The old form takes the whole rest of the line, so that a second pair, or a quote, silently becomes part of the value.',
  aliases: ['LegacyKeyValueFormat'],
  *check({ instructions }) {
    for (const instruction of instructions)
      if (instruction.keyword === 'ENV' || instruction.keyword === 'LABEL')
        for (const { key, span, isLegacy } of instruction.pairs) if (isLegacy) yield { span, subject: key.value };
  },
  fix: {
    safety: 'safe',
    summary: 'write name=value',
    edits({ span }, file) {
      const instruction = instructionAt(file, span.start);
      if (instruction?.keyword !== 'ENV' && instruction?.keyword !== 'LABEL') return [];
      const pair = instruction.pairs[0];
      const value = pair && valueWithEquals(file, pair);
      if (pair?.value === undefined || value === undefined || /[=\s]/.test(pair.key.raw)) return [];
      return [{ span: { start: pair.key.span.end, end: pair.value.span.end }, text: `=${value}` }];
    },
  },
};

/** The value so that blanks do not end it; none where its quotes and lines would have to be sorted out. */
function valueWithEquals({ escape: escapeChar }: Dockerfile, { value }: KeyValue): string | undefined {
  const { raw } = value!;
  if (/^(?:"[^"\\`]*"|'[^']*')$/.test(raw)) return raw;
  const lines = raw
    .split('\n')
    .map((line, index, all) => (index + 1 < all.length ? withoutContinuation(line, escapeChar) : line));
  if (!lines.some((line) => /["']/.test(line) || line.includes(escapeChar))) return /\s/.test(raw) ? `"${raw}"` : raw;
  return lines.length === 1 ? withEscapedBlanks(raw, escapeChar) : undefined;
}

function withoutContinuation(line: string, escapeChar: string): string {
  const end = line.trimEnd();
  return end.endsWith(escapeChar) ? end.slice(0, -1) : line;
}

function withEscapedBlanks(raw: string, escapeChar: string): string | undefined {
  let text = '';
  let quote = '';
  for (let at = 0; at < raw.length; at++) {
    const char = raw[at]!;
    if (char === escapeChar && quote !== "'") {
      text += char + (raw[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (quote === '') quote = char === '"' || char === "'" ? char : '';
    else if (char === quote) quote = '';
    text += quote === '' && (char === ' ' || char === '\t') ? escapeChar + char : char;
  }
  return quote === '' ? text : undefined;
}
