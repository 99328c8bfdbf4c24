import { describe, expect, it } from 'vitest';
import { plainTree, readFiles } from '../../test/kit/catalog.ts';
import { describeReader } from '../../test/kit/reader-contract.ts';
import type { FileTree } from '../model/file-tree.ts';
import { distroIn, osRelease } from './distro.ts';

const DEBIAN = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION_CODENAME=bookworm
ID=debian
`;

const inFiles = (files: Record<string, string>, tree: FileTree = plainTree(files)) =>
  distroIn(readFiles(osRelease, files).facts, tree);

describe('osRelease', () => {
  it.each([
    [
      'a common file',
      DEBIAN,
      { id: 'debian', idLike: [], versionId: '12', codename: 'bookworm', prettyName: 'Debian GNU/Linux 12 (bookworm)' },
    ],
    [
      'ID in capitals and several likenesses',
      `ID="Rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID='8.5'\nNAME=Rocky`,
      { id: 'rocky', idLike: ['rhel', 'centos', 'fedora'], versionId: '8.5', prettyName: 'Rocky' },
    ],
    [
      'comments, blanks, escapes',
      `# ID=no\n\n  ID=x # y\nPRETTY_NAME="a \\"b\\" \\$c \\d"\nNAME=a\\ b`,
      { id: 'x', idLike: [], prettyName: 'a "b" $c \\d' },
    ],
    ['no ID: linux, as the manual page says', 'NAME=Thing\n', { id: 'linux', idLike: [], prettyName: 'Thing' }],
    [
      'empty values as absent',
      'ID=arch\nVERSION_ID=\nVERSION_CODENAME=""',
      { id: 'arch', idLike: [], prettyName: 'Linux' },
    ],
    [
      'carriage returns',
      'ID=alpine\r\nVERSION_ID=3.18.9\r\n',
      { id: 'alpine', idLike: [], versionId: '3.18.9', prettyName: 'Linux' },
    ],
    ['a quote that does not end', 'ID="debian\n', { id: 'debian', idLike: [], prettyName: 'Linux' }],
  ])('reads %s', (_, text, distro) => {
    expect(inFiles({ 'etc/os-release': text })).toEqual(distro);
  });

  it('notes a file that tells nothing', () => {
    const { facts, diagnostics } = readFiles(osRelease, { 'etc/os-release': 'hello' });
    expect(facts).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['contents/distro-unreadable']);
  });

  it.each([
    ['etc/alpine-release', '3.9.2\n', 'alpine', '3.9.2'],
    ['etc/alpine-release', '3.19_alpha20230901\n', 'alpine', '3.19_alpha20230901'],
    ['etc/debian_version', '7.11\n', 'debian', '7'],
    ['etc/debian_version', 'trixie/sid\n', 'debian', undefined],
    ['etc/redhat-release', 'CentOS release 6.10 (Final)\n', 'centos', '6'],
    ['etc/redhat-release', 'Red Hat Enterprise Linux Server release 6.10 (Santiago)\n', 'rhel', '6.10'],
    ['etc/redhat-release', 'Fedora release 38 (Thirty Eight)\n', 'fedora', '38'],
    ['etc/redhat-release', 'Rocky Linux release 8.5 (Green Obsidian)\n', 'rocky', '8.5'],
    ['etc/system-release', 'Amazon Linux AMI release 2018.03\n', 'amzn', '2018.03'],
    ['etc/lsb-release', 'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=10.04\n', 'ubuntu', '10.04'],
  ])('reads %s: %j', (path, text, id, versionId) => {
    const distro = inFiles({ [path]: text });
    expect([distro?.id, distro?.versionId]).toEqual([id, versionId]);
  });
});

describe('distroIn', () => {
  it('prefers etc/os-release, then usr/lib/os-release, then the older files', () => {
    const older = { 'etc/debian_version': '9.1', 'etc/alpine-release': '3.9.2' };
    expect(inFiles({ ...older, 'etc/os-release': 'ID=a', 'usr/lib/os-release': 'ID=b' })?.id).toBe('a');
    expect(inFiles({ ...older, 'usr/lib/os-release': 'ID=b' })?.id).toBe('b');
    expect(inFiles(older)?.id).toBe('alpine');
    expect(inFiles({})).toBeUndefined();
  });

  it('takes the word of a derivative over the one it copies from its parent', () => {
    const files = {
      'etc/oracle-release': 'Oracle Linux Server release 6.10',
      'etc/redhat-release': 'Red Hat Enterprise Linux Server release 6.10 (Santiago)',
    };
    expect(inFiles(files)?.id).toBe('ol');
  });

  it('follows links', () => {
    const files = { 'usr/lib/os-release': 'ID=plain', 'usr/lib/os.release.d/os-release-variant': 'ID=variant' };
    const tree = {
      ...plainTree(files),
      resolve: (path: string) => (path === 'etc/os-release' ? 'usr/lib/os.release.d/os-release-variant' : path),
    };
    expect(inFiles(files, tree)?.id).toBe('variant');
  });
});

describeReader(osRelease, [{ path: 'etc/os-release', bytes: new TextEncoder().encode(DEBIAN) }]);
