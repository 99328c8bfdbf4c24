import { type BboltBucket, openBbolt } from '../../../src/formats/bytes/bbolt.ts';
import { bboltFile } from '../../../src/formats/bytes/testdata/bbolt-file.ts';
import type { Family } from '../family.ts';
import { lyingHead } from '../mutators/headers.ts';

const bbolt: Family = {
  id: 'bbolt',
  nature: 'binary',
  seeds: () => [
    bboltFile(
      { v1: { moby: { images: { 'docker.io/library/x:latest': { target: { digest: 'sha256:aa' } } } } } },
      { pageSize: 1024 },
    ),
  ],
  mutators: [lyingHead(2048, 4), lyingHead(8192, 2)],
  run(bytes) {
    const database = openBbolt(bytes);
    return database && { transaction: database.transaction, names: namesOf(database.root) };
  },
};

/** The buckets, some levels deep and some thousand wide: a file may hold itself. */
function namesOf(root: BboltBucket): readonly string[] {
  const names: string[] = [];
  let level = [root];
  for (let depth = 0; depth < 5; depth++) {
    const next: BboltBucket[] = [];
    for (const bucket of level)
      for (const [key, inner] of bucket.buckets()) {
        if (names.length >= 1000) return names;
        names.push(`${key}=${inner.value('digest')?.length}`);
        next.push(inner);
      }
    level = next;
  }
  return names;
}

export const families = [bbolt];
