import { parseJson } from '../../formats/bytes/json.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { Feed, FeedDocument } from '../../model/feed.ts';
import { type JsonObject, objectsOf, stringOf, textOf } from './parts/json.ts';

/** endoflife.date (https://endoflife.date/docs/api): one list of release cycles per product; the product is the file's name. */
export const eol = {
  id: 'eol',
  version: 1,
  title: 'endoflife.date',
  license: 'MIT',
  documents: [
    {
      path: /(?:^|\/)[a-z0-9][a-z0-9._+-]*\.json$/,
      recognizes: (head) => /^\s*\[\s*\{[^{}[\]]*"cycle"\s*:/.test(stringOf(head)),
    },
  ],
  async *parse(document: FeedDocument, note: Note) {
    const product = /(?:^|\/)([^/]+)\.json(?:\.gz)?$/.exec(document.path)?.[1] ?? '';
    for await (const { bytes } of document.members()) {
      const cycles = objectsOf(parseJson(bytes)).filter((cycle) => textOf(cycle['cycle']) !== undefined);
      if (cycles.length === 0) {
        note({
          code: 'knowledge/eol-unreadable',
          severity: 'warning',
          message: 'The list of releases is not readable.',
          path: document.path,
        });
      }
      for (const raw of cycles) {
        const cycle = textOf(raw['cycle']) ?? '';
        yield {
          kind: 'lifecycle' as const,
          feed: 'eol',
          id: `${product} ${cycle}`,
          digest: document.digest,
          ...(document.updatedAt && { validFrom: document.updatedAt }),
          product,
          cycle,
          ...fieldsOf(raw),
        };
      }
    }
  },
} as const satisfies Feed;

function fieldsOf(raw: JsonObject) {
  const codename = textOf(raw['codename']);
  const released = dayOf(raw['releaseDate']);
  const endOfLife = endOf(raw['eol']);
  const endOfExtendedSupport = endOf(raw['extendedSupport']);
  const latest = textOf(raw['latest']);
  return {
    ...(codename && { codename }),
    ...(released && { released }),
    ...(endOfLife !== undefined && { endOfLife }),
    ...(endOfExtendedSupport !== undefined && { endOfExtendedSupport }),
    ...(latest && { latest }),
  };
}

function dayOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;
}

/** A day, or only whether it has ended. */
function endOf(value: unknown): string | boolean | undefined {
  return typeof value === 'boolean' ? value : dayOf(value);
}
