import { parseJson } from '../../formats/bytes/json.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { Feed, FeedDocument } from '../../model/feed.ts';
import { objectOf, stringOf, textOf } from './parts/json.ts';
import { isSecdbHead, secdbAdvisories } from './parts/secdb.ts';

/** Alpine's secdb (https://secdb.alpinelinux.org): one document per release and repository. */
export const alpine = {
  id: 'alpine',
  version: 1,
  title: 'Alpine security database',
  license: 'not stated; published by the distribution',
  documents: [
    {
      path: /\.json$/,
      recognizes: (head) => {
        const text = stringOf(head);
        return isSecdbHead(text) && /"distroversion"\s*:/.test(text);
      },
    },
  ],
  async *parse(document: FeedDocument, note: Note) {
    for await (const { bytes } of document.members()) {
      const secdb = objectOf(parseJson(bytes));
      const release = /^(?:v(\d+\.\d+)|edge)/.exec(textOf(secdb?.['distroversion']) ?? '');
      if (secdb === undefined || release === null) {
        note({
          code: 'knowledge/alpine-unreadable',
          severity: 'warning',
          message: 'The secdb names no release of Alpine.',
          path: document.path,
        });
        continue;
      }
      yield* secdbAdvisories(document, secdb, 'alpine', `alpine:${release[1] ?? 'edge'}`);
    }
  },
} as const satisfies Feed;
