import type { View } from '../../model/output-format.ts';
import type { Severity } from '../../model/severity.ts';
import { escapeText } from './escape.ts';

export type Style = Severity | 'good' | 'bad' | 'warn' | 'strong' | 'quiet';

/**
 * SGR codes. Severities stay apart for the colour-blind: they differ in brightness and in blue, and the word always stands there too.
 * Only the 16 colours that a terminal's own light or dark theme defines.
 */
const CODES: Readonly<Record<Style, string>> = {
  critical: '1;35',
  high: '31',
  medium: '33',
  low: '36',
  unknown: '2',
  good: '32',
  bad: '1;31',
  warn: '33',
  strong: '1',
  quiet: '2',
};

/** Signs that say by shape what colour says too. */
interface Signs {
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  readonly unsure: string;
  readonly arrow: string;
  readonly cut: string;
}

const UNICODE: Signs = { good: '✓', bad: '✗', warn: '!', unsure: '?', arrow: '→', cut: '…' };
const ASCII: Signs = { good: 'ok', bad: 'FAIL', warn: 'warn', unsure: '?', arrow: '->', cut: '...' };

/** How to write for one view. */
export interface Pen {
  readonly width: number;
  readonly signs: Signs;
  /** Our own text in a style; without colours, as it is. */
  paint(style: Style | undefined, text: string): string;
  /** Foreign text made safe. All text from images and feeds goes through here, once. */
  safe(text: string): string;
}

/** The pen for a view. Below 64 columns the severities do not fit beside each other: it then writes as for 64. */
export function penOf(view: View): Pen {
  return {
    width: Math.max(64, view.width),
    signs: view.unicode ? UNICODE : ASCII,
    paint: (style, text) =>
      style === undefined || !view.paint || text === '' ? text : `\u001b[${CODES[style]}m${text}\u001b[0m`,
    safe: (text) => escapeText(text, view.unicode),
  };
}
