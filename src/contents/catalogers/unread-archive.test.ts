import { expect, it } from 'vitest';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { unreadArchive } from './unread-archive.ts';

describeCataloger(unreadArchive, [{ path: 'opt/app.tar.gz', bytes: Buffer.from([0x1f, 0x8b]) }]);

it('names some archives in one sentence', () => {
  const files = Object.fromEntries(['a.tgz', 'b.tar', 'c.tar.xz', 'd.tar.zst', 'e.gz'].map((name) => [name, 'x']));
  expect(catalogFiles(unreadArchive, files).diagnostics.map(({ message }) => message)).toEqual([
    'Archives are not looked into, and what is in them is unknown: a.tgz, b.tar, c.tar.xz and 1 more.',
  ]);
  const listed = {
    'a.txt': 'x',
    'lib/apk/db/scripts.tar': 'x',
    'usr/lib/python3/site-packages/dateutil/zones.tar.gz': 'x',
  };
  expect(catalogFiles(unreadArchive, listed).diagnostics).toEqual([]);
});
