import { catalogers } from '../../../src/contents/catalogers/index.ts';
import { rpm } from '../../../src/contents/catalogers/rpm.ts';
import { osRelease } from '../../../src/contents/distro.ts';
import { FileTable } from '../../../src/image/file-table.ts';
import { compileSelection } from '../../../src/image/selection.ts';
import { tarPass } from '../../../src/image/tar-pass.ts';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { bytes as content, hardlink, symlink, tarOf, text } from '../../../test/kit/tar.ts';
import type { Family } from '../family.ts';
import { tarMutators } from '../mutators/tar.ts';
import { fixture, texts } from '../seeds.ts';
import { tarSeeds } from './archives.ts';
import { said } from './rpm.ts';

/** A layer with a file for most readers, links and whiteouts. */
const wholeLayer = (): Uint8Array =>
  tarOf([
    ['./etc/os-release', text('ID=debian\nVERSION_ID="12"\n')],
    ['var/lib/dpkg/status', text('Package: a\nStatus: install ok installed\nVersion: 1\n')],
    ['lib/apk/db/installed', text('P:musl\nV:1.2.5-r0\n\n')],
    ['app/node_modules/x/package.json', text('{"name":"x","version":"1.0.0"}')],
    ['app/node_modules/y/package.json', hardlink('app/node_modules/x/package.json')],
    ['app/package.json', symlink('node_modules/x/package.json')],
    ['x-1.0.dist-info/METADATA', text('Name: x\nVersion: 1.0\n')],
    ['x-1.0.dist-info/REQUESTED', text('')],
    ['var/lib/rpm/rpmdb.sqlite', content(fixture('src/contents/catalogers/testdata/rpm/rpmdb.sqlite'))],
    ['usr/.wh.share', text('')],
    ['usr/lib/.wh..wh..opq', text('')],
  ]);

/** The whole pass over a layer, with every reader; its file table is read back. */
const layer: Family = {
  id: 'layer-pass',
  nature: 'binary',
  refuses: true,
  seeds: () => [...tarSeeds(), wholeLayer()],
  mutators: tarMutators,
  run(bytes) {
    const pass = tarPass(compileSelection([...catalogers, osRelease]));
    const step = 1 + ((bytes.length * 7) % 5000);
    for (let at = 0; at < bytes.length; at += step) pass.push(bytes.subarray(at, at + step));
    const result = pass.end();
    // A reader that throws becomes a diagnostic here; to this program it is a flaw.
    const failed = result.diagnostics.find(({ diagnostic }) => diagnostic.code === 'contents/reader-failed');
    if (failed !== undefined) throw new Error(failed.diagnostic.message);
    const table = new FileTable(result.table);
    return { ...result, rows: table.rows, found: table.find('etc/os-release') };
  },
};

/** What an image calls itself is foreign too, and other readers ask for it. */
const distro: Family = {
  id: 'distro-of-image',
  nature: 'text',
  seeds: () => texts('ID=rocky\nVERSION_ID="8.5"\nPRETTY_NAME=Rocky\n', 'ID=sles\n'),
  run(bytes) {
    const own = catalogFiles<never>({ ...osRelease, packages: () => [] } as never, { 'etc/os-release': bytes });
    const manifest = 'zlib\t1.2.13-1\t1\t2\tconstructor\t(none)\t3\tx86_64\t0\tzlib-1.2.13-1.src.rpm\n';
    const files = { 'var/lib/rpmmanifest/container-manifest-2': manifest };
    return own.facts.map(({ fact }) => said(catalogFiles<never>(rpm as never, files, fact)));
  },
};

export const families = [layer, distro];
