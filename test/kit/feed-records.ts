import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Feed, FeedDocument } from '../../src/model/feed.ts';
import type { KnowledgeRecord } from '../../src/model/knowledge.ts';

/** A document with one member, as `io` hands it to a feed: `content` as it is, or as JSON. */
export function feedDocument(path: string, content: unknown, updatedAt?: string): FeedDocument {
  const bytes =
    content instanceof Uint8Array
      ? content
      : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return {
    path,
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    ...(updatedAt && { updatedAt }),
    async *members() {
      yield { name: path, bytes };
    },
  };
}

/** What a feed makes of a document, and what it notes. */
export async function feedRecords(feed: Feed, document: FeedDocument) {
  const records: KnowledgeRecord[] = [];
  const notes: Diagnostic[] = [];
  for await (const record of feed.parse(document, (diagnostic) => notes.push(diagnostic))) records.push(record);
  return { records, notes };
}
