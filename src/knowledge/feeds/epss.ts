import type { Note } from '../../model/diagnostic.ts';
import type { Feed, FeedDocument } from '../../model/feed.ts';
import { isCve } from './parts/ids.ts';
import { dateOf, stringOf } from './parts/json.ts';

/** FIRST's exploit prediction scores, the daily CSV (https://www.first.org/epss/data_stats). */
export const epss = {
  id: 'epss',
  version: 1,
  title: 'EPSS exploit prediction scores by FIRST.org',
  license: 'free to use with attribution to FIRST.org',
  documents: [{ path: /\.csv$/, recognizes: (head) => /^(?:#[^\n]*\n)?cve,epss,percentile\s/.test(stringOf(head)) }],
  async *parse(document: FeedDocument, note: Note) {
    for await (const { bytes } of document.members()) {
      const head = stringOf(bytes.subarray(0, 4096));
      const validFrom = dateOf(/^#.*score_date:([0-9T:+-]+)/.exec(head)?.[1]?.replace('+0000', 'Z'));
      let bad = 0;
      for (const line of linesOf(bytes)) {
        if (line.startsWith('#') || line.startsWith('cve,')) continue;
        const [flaw = '', score, percentile] = line.split(',');
        const epss = { score: portionOf(score), percentile: portionOf(percentile) };
        if (!isCve(flaw) || Number.isNaN(epss.score) || Number.isNaN(epss.percentile)) bad++;
        else
          yield {
            kind: 'exploitation' as const,
            feed: 'epss',
            id: flaw,
            digest: document.digest,
            ...(validFrom && { validFrom }),
            flaw,
            epss,
          };
      }
      if (bad > 0) {
        note({
          code: 'knowledge/epss-unreadable',
          severity: 'warning',
          message: `${bad} lines hold no score.`,
          path: document.path,
        });
      }
    }
  },
} as const satisfies Feed;

/** Lines of at most 1,000 bytes, without carriage return; empty ones are left out. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) yield stringOf(bytes.subarray(start, Math.min(end, start + 1000))).trim();
    start = end + 1;
  }
}

/** A number from 0 to 1, else NaN. */
function portionOf(text: string | undefined): number {
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return value >= 0 && value <= 1 ? value : Number.NaN;
}
