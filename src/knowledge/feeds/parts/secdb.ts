import { packageKey } from '../../../model/ecosystem.ts';
import type { FeedDocument } from '../../../model/feed.ts';
import type { Advisory } from '../../../model/knowledge.ts';
import { idsIn, isPackageName } from './ids.ts';
import { type JsonObject, objectOf, objectsOf, textOf, textsOf } from './json.ts';

/**
 * The advisories of one secdb document (https://secdb.alpinelinux.org): package → version that fixed → flaws. A fix in version `0` says that the
 * package never had the flaw. Yields one advisory per package, version and flaw; the join puts those of one flaw together.
 */
export function* secdbAdvisories(
  document: FeedDocument,
  secdb: JsonObject,
  feed: string,
  ecosystem: string,
): Generator<Advisory> {
  for (const entry of objectsOf(secdb['packages'])) {
    const described = objectOf(entry['pkg']) ?? {};
    const name = textOf(described['name']);
    if (name === undefined || !isPackageName(name)) continue;
    const key = packageKey(ecosystem, name);
    for (const [fixed, entries] of Object.entries(objectOf(described['secfixes']) ?? {})) {
      const notAffected = fixed === '0';
      for (const id of new Set(textsOf(entries).flatMap(idsIn))) {
        yield {
          kind: 'advisory',
          feed,
          id,
          digest: document.digest,
          ...(document.updatedAt && { validFrom: document.updatedAt }),
          aliases: [],
          covers: [],
          references: [],
          cwes: [],
          ratings: [],
          affected: [
            {
              key,
              scheme: 'apk',
              names: 'source',
              ranges: notAffected ? [] : [{ events: [{ introduced: '0' }, { fixed }] }],
              status: 'fixed',
              ...(notAffected && { notAffected: true }),
            },
          ],
        };
      }
    }
  }
}

/** Whether a head looks like a secdb, by fields that stand before its packages. */
export function isSecdbHead(head: string): boolean {
  return /^\s*\{/.test(head) && /"reponame"\s*:/.test(head) && /"(?:packages|urlprefix)"\s*:/.test(head);
}
