import { rpm } from '../../../src/contents/catalogers/rpm.ts';
import { parseRpmHeader, rpmTags } from '../../../src/formats/bytes/rpmdb/header.ts';
import { sqliteRows } from '../../../src/formats/bytes/rpmdb/sqlite.ts';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import type { Family } from '../family.ts';
import { lyingHead } from '../mutators/headers.ts';
import { sqliteMutators } from '../mutators/sqlite.ts';
import { fixture } from '../seeds.ts';

const DATABASE = 'var/lib/rpm/rpmdb.sqlite';
const database = () => fixture('src/contents/catalogers/testdata/rpm/rpmdb.sqlite');
const log = () => fixture('src/contents/catalogers/testdata/rpm/rpmdb.sqlite-wal');

/** What a cataloger says, in a form that can be compared. */
export function said(cataloged: ReturnType<typeof catalogFiles<never>>): unknown {
  const owned = cataloged.owned.map(({ digestOf, ...rest }) => ({
    ...rest,
    digests: rest.paths.slice(0, 100).map((path) => digestOf?.(path)),
  }));
  return { ...cataloged, owned };
}

const sqlite: Family = {
  id: 'rpm-sqlite',
  nature: 'binary',
  seeds: () => [database()],
  mutators: [...sqliteMutators(512), lyingHead(100, 1)],
  run: (bytes) => said(catalogFiles<never>(rpm as never, { [DATABASE]: bytes })),
};

const wal: Family = {
  id: 'rpm-wal',
  nature: 'binary',
  seeds: () => [log()],
  mutators: [lyingHead(64, 1)],
  run: (bytes) => said(catalogFiles<never>(rpm as never, { [DATABASE]: database(), [`${DATABASE}-wal`]: bytes })),
};

/** The headers of the packages in the fixture. */
function headers(): readonly Uint8Array[] {
  const rows = [...sqliteRows(database(), log(), 'Packages', () => {})];
  return rows.flatMap(([, blob]) => (blob instanceof Uint8Array ? [new Uint8Array(blob)] : []));
}

const header: Family = {
  id: 'rpm-header',
  nature: 'binary',
  seeds: headers,
  mutators: [lyingHead(8, 4), lyingHead(600, 4)],
  run(bytes) {
    const read = parseRpmHeader(bytes);
    return read && Object.values(rpmTags).map((tag) => [read.text(tag), read.texts(tag), read.numbers(tag)]);
  },
};

export const families = [sqlite, wal, header];
