import { parseJson } from '../../formats/bytes/json.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { Feed, FeedDocument } from '../../model/feed.ts';
import { type JsonObject, objectOf, stringOf, textOf } from './parts/json.ts';
import { isSecdbHead, secdbAdvisories } from './parts/secdb.ts';

/** The secdb of Wolfi (https://packages.wolfi.dev/os/security.json) and of Chainguard's own repository; rolling, so without a release. */
export const wolfi = {
  id: 'wolfi',
  version: 1,
  title: 'Wolfi and Chainguard security databases',
  license: 'Apache-2.0 (wolfi-dev/advisories up to May 2025)',
  documents: [
    {
      path: /\.json$/,
      recognizes: (head) => {
        const text = stringOf(head);
        return isSecdbHead(text) && !/"distroversion"\s*:/.test(text);
      },
    },
  ],
  async *parse(document: FeedDocument, note: Note) {
    for await (const { bytes } of document.members()) {
      const secdb = objectOf(parseJson(bytes));
      const ecosystem = secdb === undefined || secdb['distroversion'] !== undefined ? undefined : ecosystemOf(secdb);
      if (secdb === undefined || ecosystem === undefined) {
        note({
          code: 'knowledge/wolfi-unreadable',
          severity: 'warning',
          message: 'The secdb is neither of Wolfi nor of Chainguard.',
          path: document.path,
        });
        continue;
      }
      yield* secdbAdvisories(document, secdb, 'wolfi', ecosystem);
    }
  },
} as const satisfies Feed;

/** Others copied the form and the repository's name `os` (MinimOS does); their address tells them. */
function ecosystemOf(secdb: JsonObject): 'chainguard' | 'wolfi' | undefined {
  const address = textOf(secdb['urlprefix']);
  if (secdb['reponame'] === 'chainguard') return 'chainguard';
  return secdb['reponame'] === 'os' && (address === undefined || address.includes('wolfi')) ? 'wolfi' : undefined;
}
