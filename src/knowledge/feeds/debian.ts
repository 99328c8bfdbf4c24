import { parseJson } from '../../formats/bytes/json.ts';
import type { Note } from '../../model/diagnostic.ts';
import { debianReleaseOf, packageKey } from '../../model/ecosystem.ts';
import type { Feed, FeedDocument } from '../../model/feed.ts';
import type { Advisory, Affected } from '../../model/knowledge.ts';
import type { FixStatus } from '../../model/vulnerability.ts';
import { isId, isPackageName } from './parts/ids.ts';
import { clipped, type JsonObject, objectOf, stringOf, textOf } from './parts/json.ts';
import { objectMembers } from './parts/object-members.ts';
import { severityOfWord } from './parts/rating.ts';

/**
 * Debian's security tracker, its JSON dump (https://security-tracker.debian.org/tracker/data/json):
 * source package → CVE → release → status. Yields one advisory per package and CVE; the join puts those of one CVE together.
 */
export const debian = {
  id: 'debian',
  version: 1,
  title: 'Debian security tracker',
  license: 'not stated; published by the distribution',
  documents: [
    {
      path: /\.json$/,
      recognizes: (head) => /^\s*\{\s*"[^"]+"\s*:\s*\{\s*"(?:CVE|TEMP)-[^"]+"\s*:\s*\{/.test(stringOf(head)),
    },
  ],
  async *parse(document: FeedDocument, note: Note) {
    for await (const { bytes } of document.members()) {
      for (const { name, value } of objectMembers(bytes)) {
        const flaws = objectOf(parseJson(value));
        if (flaws === undefined || !isPackageName(name)) {
          note({
            code: 'knowledge/debian-unreadable',
            severity: 'warning',
            message: 'A package of the tracker is not readable.',
            path: document.path,
          });
          continue;
        }
        for (const [id, raw] of Object.entries(flaws)) {
          const advisory = isId(id) ? advisoryOf(document, name, id, objectOf(raw) ?? {}) : undefined;
          if (advisory !== undefined) yield advisory;
        }
      }
    }
  },
} as const satisfies Feed;

function advisoryOf(document: FeedDocument, name: string, id: string, raw: JsonObject): Advisory | undefined {
  const affected = Object.entries(objectOf(raw['releases']) ?? {}).flatMap(
    ([codename, release]) => affectedOf(name, codename, objectOf(release) ?? {}) ?? [],
  );
  if (affected.length === 0) return undefined;
  const description = clipped(textOf(raw['description']), 8000);
  return {
    kind: 'advisory',
    feed: 'debian',
    id,
    digest: document.digest,
    ...(document.updatedAt && { validFrom: document.updatedAt }),
    aliases: [],
    covers: [],
    ...(description && { description }),
    references: [`https://security-tracker.debian.org/tracker/${id}`],
    cwes: [],
    ratings: [],
    affected,
  };
}

function affectedOf(name: string, codename: string, release: JsonObject): Affected | undefined {
  const number = codename === 'sid' ? 'sid' : debianReleaseOf(codename);
  const state = textOf(release['status']);
  if (number === undefined || state === undefined) return undefined;
  const fixed = state === 'resolved' ? textOf(release['fixed_version']) : undefined;
  if (state === 'resolved' && fixed === undefined) return undefined;
  // `low**` and `medium*` are the old tracker's way to say that the urgency was guessed.
  const word = textOf(release['urgency'])?.split('*', 1)[0];
  const severity = word === undefined ? undefined : severityOfWord(word);
  const notAffected = fixed === '0';
  return {
    key: packageKey(`debian:${number}`, name),
    scheme: 'deb',
    names: 'source',
    ranges: notAffected ? [] : [{ events: [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])] }],
    status: fixed === undefined ? statusOf(state, word, release) : 'fixed',
    ...(notAffected && { notAffected: true }),
    ...(word !== undefined && severity && { vendorSeverity: { word, severity } }),
  };
}

/** https://security-team.debian.org/security_tracker.html: "undetermined", "no-dsa" and its shades "ignored" and "postponed", "end-of-life". */
function statusOf(state: string, urgency: string | undefined, release: JsonObject): FixStatus {
  if (state === 'undetermined') return 'investigating';
  if (urgency === 'end-of-life') return 'end-of-life';
  if (release['nodsa_reason'] === 'ignored') return 'will-not-fix';
  return release['nodsa'] === undefined ? 'not-yet' : 'deferred';
}
