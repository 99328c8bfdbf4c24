import { createHash } from 'node:crypto';
import { parseJson } from '../../formats/bytes/json.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { Feed, FeedDocument } from '../../model/feed.ts';
import type { Advisory } from '../../model/knowledge.ts';
import { severityOfScore } from '../../model/severity.ts';
import type { Rating } from '../../model/vulnerability.ts';
import { isCve, isId, sourceOf } from './parts/ids.ts';
import { clipped, dateOf, type JsonObject, objectOf, objectsOf, stringOf, textOf, textsOf } from './parts/json.ts';
import { affectedOf } from './parts/osv-affected.ts';
import { ratingOfVector, ratingOfWord } from './parts/rating.ts';

/** Records of several flaws: they name them as `upstream`, older ones as `related`. */
const BUNDLE = /^(?:DSA|DLA|[AR]LSA|AL[BE]A|RL[BE]A|RXSA|USN)-/;
const BUGFIX = /^(?:AL|RL)[BE]A-/;

/**
 * OSV (https://ossf.github.io/osv-schema/): the bulk layout of OSV.dev, `<Ecosystem>/all.zip` with one record per member,
 * and directories of single records.
 */
export const osv = {
  id: 'osv',
  version: 1,
  title: 'OSV: GitHub, Go, PyPA, RustSec and the distributions that publish in its form',
  license: 'of each source; CC-BY-4.0 for GitHub, Go and PyPA',
  documents: [
    { path: /(?:^|\/)all\.zip$/, recognizes: () => true },
    {
      path: /\.json$/,
      recognizes: (head) => {
        const text = stringOf(head);
        return (
          /^\s*\{/.test(text) && /"id"\s*:\s*"/.test(text) && /"(?:schema_version|affected|modified)"\s*:/.test(text)
        );
      },
    },
  ],
  async *parse(document: FeedDocument, note: Note) {
    for await (const { name, bytes } of document.members()) {
      if (!name.endsWith('.json')) continue;
      const record = objectOf(parseJson(bytes));
      const id = textOf(record?.['id']);
      if (record === undefined || id === undefined || !isId(id)) {
        note({
          code: 'knowledge/osv-unreadable',
          severity: 'warning',
          message: `${name} is no OSV record.`,
          path: document.path,
        });
        continue;
      }
      const advisory = advisoryOf(record, id, `sha256:${createHash('sha256').update(bytes).digest('hex')}`, note);
      if (advisory !== undefined) yield advisory;
    }
  },
} as const satisfies Feed;

function advisoryOf(record: JsonObject, id: string, digest: Advisory['digest'], note: Note): Advisory | undefined {
  const aliases = [...new Set(textsOf(record['aliases']))].filter((alias) => isId(alias) && alias !== id).sort();
  const covers = coversOf(record, id, aliases);
  if (isNoFlaw(record, id, covers)) {
    note({
      code: 'knowledge/no-flaw',
      severity: 'info',
      message: `${id} tells of no flaw: unmaintained, a notice or a bug fix.`,
    });
    return undefined;
  }
  const source = sourceOf(id);
  const title = textOf(record['summary']);
  const word = wordOf(record, source, title);
  const surroundings = word === undefined ? {} : { word };
  const affected = objectsOf(record['affected']).flatMap((raw) => affectedOf(raw, surroundings) ?? []);
  if (affected.length === 0) {
    note({
      code: 'knowledge/ecosystem-not-read',
      severity: 'info',
      message: `${id} names no package of an ecosystem that is read.`,
    });
    return undefined;
  }
  const validFrom = dateOf(record['modified']);
  const published = dateOf(record['published']);
  const withdrawn = dateOf(record['withdrawn']);
  const description = clipped(textOf(record['details']), 8000);
  return {
    kind: 'advisory',
    feed: 'osv',
    id,
    digest,
    ...(validFrom && { validFrom }),
    aliases,
    covers,
    ...(title && { title: clipped(title, 500) }),
    ...(description && { description }),
    references: [...new Set(objectsOf(record['references']).flatMap(({ url }) => textOf(url) ?? []))].slice(0, 50),
    cwes: textsOf(objectOf(record['database_specific'])?.['cwe_ids']),
    ...(published && { published }),
    ...(withdrawn && { withdrawn }),
    ratings: ratingsOf(record, source, word),
    affected,
  };
}

/** docs/matching.md §2. */
function coversOf(record: JsonObject, id: string, aliases: readonly string[]): string[] {
  const upstream = textsOf(record['upstream']).filter(isCve);
  const named = upstream.length > 0 || !BUNDLE.test(id) ? upstream : textsOf(record['related']).filter(isCve);
  const own = [id, ...aliases].filter(isCve);
  return [...new Set([...named, ...(own.length > 1 ? own : [])])].sort();
}

/** docs/matching.md §2: what is not a flaw. */
function isNoFlaw(record: JsonObject, id: string, covers: readonly string[]): boolean {
  if (BUGFIX.test(id)) return covers.length === 0;
  return objectsOf(record['affected']).some((affected) => {
    const informational = objectOf(affected['database_specific'])?.['informational'];
    return informational === 'unmaintained' || informational === 'notice';
  });
}

/** The distribution's own word: Ubuntu's as a severity of that type, the rpm family's at the head of the summary (`Moderate: podman security update`). */
function wordOf(record: JsonObject, source: string, title: string | undefined): string | undefined {
  if (source === 'ubuntu')
    return textOf(objectsOf(record['severity']).find(({ type }) => type === 'Ubuntu')?.['score']);
  if (source !== 'almalinux' && source !== 'rocky') return undefined;
  return /^(Critical|Important|Moderate|Low)\s*:/i.exec(title ?? '')?.[1];
}

function ratingsOf(record: JsonObject, source: string, word: string | undefined): Rating[] {
  const specific = objectOf(record['database_specific']) ?? {};
  const listed = [
    ...objectsOf(record['severity']),
    ...objectsOf(record['affected']).flatMap((raw) => objectsOf(raw['severity'])),
  ];
  const vectors = new Set(listed.flatMap(({ type, score }) => (type === 'Ubuntu' ? [] : (textOf(score) ?? []))));
  const ratings = [...vectors].flatMap((vector) => ratingOfVector(source, vector) ?? []);
  // A package published to do harm is as bad as can be; its records carry no rating.
  const said = source === 'mal' ? 'critical' : (word ?? textOf(specific['severity']));
  const byWord = said === undefined ? undefined : ratingOfWord(source, said);
  return [...ratings, ...scoresOf(specific), ...(byWord === undefined ? [] : [byWord])];
}

/** RubySec tells scores without their vectors, and of CVSS 3 not which. */
function scoresOf(specific: JsonObject): Rating[] {
  const told = { cvss_v4: '4.0', cvss_v3: '3.0', cvss_v2: '2.0' };
  return Object.entries(told).flatMap(([field, version]) => {
    const score = Number(textOf(specific[field]) ?? Number.NaN);
    return score >= 0 && score <= 10 ? [{ source: 'rubysec', version, score, severity: severityOfScore(score) }] : [];
  });
}
