import { parseJson } from '../../formats/bytes/json.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { Feed, FeedDocument } from '../../model/feed.ts';
import { isCve } from './parts/ids.ts';
import { dateOf, objectOf, objectsOf, stringOf, textOf } from './parts/json.ts';

/** CISA's catalog of known exploited vulnerabilities (https://www.cisa.gov/known-exploited-vulnerabilities-catalog). */
export const kev = {
  id: 'kev',
  version: 1,
  title: 'CISA known exploited vulnerabilities',
  license: 'CC0-1.0',
  documents: [
    {
      path: /\.json$/,
      recognizes: (head) => /^\s*\{/.test(stringOf(head)) && /"catalogVersion"\s*:/.test(stringOf(head)),
    },
  ],
  async *parse(document: FeedDocument, note: Note) {
    for await (const { bytes } of document.members()) {
      const catalog = objectOf(parseJson(bytes));
      if (catalog === undefined) {
        note({
          code: 'knowledge/kev-unreadable',
          severity: 'warning',
          message: 'The catalog is not readable.',
          path: document.path,
        });
        continue;
      }
      const validFrom = dateOf(catalog['dateReleased']);
      for (const entry of objectsOf(catalog['vulnerabilities'])) {
        const flaw = textOf(entry['cveID']);
        if (flaw === undefined || !isCve(flaw)) continue;
        const dueDate = textOf(entry['dueDate']);
        const known = {
          ...(dueDate && /^\d{4}-\d\d-\d\d$/.test(dueDate) && { dueDate }),
          ransomware: entry['knownRansomwareCampaignUse'] === 'Known',
        };
        yield {
          kind: 'exploitation' as const,
          feed: 'kev',
          id: flaw,
          digest: document.digest,
          ...(validFrom && { validFrom }),
          flaw,
          kev: known,
        };
      }
    }
  },
} as const satisfies Feed;
