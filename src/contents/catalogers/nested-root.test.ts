import { expect, it } from 'vitest';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { nestedRoot } from './nested-root.ts';

describeCataloger(nestedRoot, [{ path: 'opt/jail/var/lib/dpkg/status', bytes: Buffer.from('Package: x\n') }]);

it('names each root once, and never the image’s own', () => {
  const { packages, diagnostics } = catalogFiles(nestedRoot, {
    'var/lib/dpkg/status': 'x',
    'usr/lib/apk/db/installed': 'x',
    'usr/lib/sysimage/rpm/rpmdb.sqlite': 'x',
    'etc/installed': 'x',
    'a/lib/apk/db/installed': 'x',
    'a/var/lib/rpm/Packages': 'x',
    'b/c/usr/lib/sysimage/rpm/rpmdb.sqlite': 'x',
  });
  expect(packages).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['catalogers/nested-root']);
  expect(diagnostics[0]!.message).toContain('below a, b/c:');
});
