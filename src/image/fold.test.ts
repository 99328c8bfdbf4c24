import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ImageBuilder, image } from '../../test/kit/image.ts';
import { inventoryOf, memory } from '../../test/kit/scan-built.ts';
import { directory, hardlink, symlink } from '../../test/kit/tar.ts';
import type { Inventory } from '../model/inventory.ts';

const OS = { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian 12"\n' };
const deb = (name: string, version: string) =>
  `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\nArchitecture: amd64\nMaintainer: Debian <x@debian.org>\n\n`;
const status = (...debs: string[]) => ({ 'var/lib/dpkg/status': debs.join('') });
const npm = (name: string, version: string) => JSON.stringify({ name, version });

/** `name version since`, sorted. */
const since = (inventory: Inventory) =>
  inventory.packages.map(({ name, version, introduced }) => `${name} ${version} ${introduced}`).sort();

describe('since which layer a package is there', () => {
  it('base; +curl; -wget +jq', async () => {
    const builder = image()
      .layer({ ...OS, ...status(deb('bash', '5'), deb('wget', '1')) })
      .layer(status(deb('bash', '5'), deb('wget', '1'), deb('curl', '8')))
      .layer(status(deb('bash', '5'), deb('curl', '8'), deb('jq', '1')));
    expect(since(await inventoryOf(builder))).toEqual(['bash 5 0', 'curl 8 1', 'jq 1 2']);
  });

  it('an upgrade is a new package, going back to the old version too', async () => {
    const builder = image()
      .layer({ ...OS, ...status(deb('a', '1')) })
      .layer(status(deb('a', '2')))
      .layer(status(deb('a', '1')));
    expect(since(await inventoryOf(builder))).toEqual(['a 1 2']);
  });

  it('removed and installed again counts from the second time', async () => {
    const builder = image()
      .layer({ 'node_modules/x/package.json': npm('x', '1.0.0') })
      .layer({ 'node_modules/.wh.x': '' })
      .layer({ 'node_modules/x/package.json': npm('x', '1.0.0') });
    expect(since(await inventoryOf(builder))).toEqual(['x 1.0.0 2']);
  });

  it('the same version written again keeps its first layer', async () => {
    const files = { 'node_modules/x/package.json': npm('x', '1.0.0') };
    expect(since(await inventoryOf(image().layer(files).layer({ other: 'x' }).layer(files)))).toEqual(['x 1.0.0 0']);
  });
});

describe('what is installed', () => {
  it('one thing at two places is one package with two locations', async () => {
    const { packages } = await inventoryOf(
      image().layer({
        'a/node_modules/x/package.json': npm('x', '1.0.0'),
        'b/node_modules/x/package.json': npm('x', '1.0.0'),
      }),
    );
    expect(packages.map(({ id, locations }) => [id, locations.map(({ path }) => path)])).toEqual([
      ['npm/x@1.0.0', ['a/node_modules/x/package.json', 'b/node_modules/x/package.json']],
    ]);
  });

  it('a file under two names through a directory symlink counts once', async () => {
    const { packages } = await inventoryOf(
      image().layer({ 'usr/lib/node_modules/x/package.json': npm('x', '1.0.0'), lib: symlink('usr/lib') }),
    );
    expect(packages[0]!.locations.map(({ path }) => path)).toEqual(['usr/lib/node_modules/x/package.json']);
  });

  it('reads hard links whose bytes passed by before (pnpm), with one revisit of the layer', async () => {
    const store = memory();
    const builder = image().layer({
      'root/.store/aa/1': npm('x', '1.0.0'),
      'root/.store/bb/2': npm('y', '2.0.0'),
      'app/node_modules/.pnpm/x@1.0.0/node_modules/x/package.json': hardlink('root/.store/aa/1'),
      'app/node_modules/.pnpm/y@2.0.0/node_modules/y/package.json': hardlink('root/.store/bb/2'),
      'app/node_modules/x': symlink('.pnpm/x@1.0.0/node_modules/x'),
    });
    const { packages, complete } = await inventoryOf(builder, store);
    expect(packages.map(({ name, version }) => `${name} ${version}`)).toEqual(['x 1.0.0', 'y 2.0.0']);
    expect(complete).toBe(true);
    expect(store.revisits).toEqual([['root/.store/aa/1', 'root/.store/bb/2']]);
  });

  it('reads a hard link into a lower layer', async () => {
    const builder = image()
      .layer({ 'store/1': npm('x', '1.0.0') })
      .layer({ 'node_modules/x/package.json': hardlink('store/1') });
    expect(since(await inventoryOf(builder))).toEqual(['x 1.0.0 1']);
  });

  it('a hard link to nothing makes the layer partial and is said', async () => {
    const { layers, complete, diagnostics } = await inventoryOf(
      image().layer({ 'node_modules/x/package.json': hardlink('gone') }),
    );
    expect([complete, layers[0]!.state.kind]).toEqual([false, 'partial']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['image/link-target-missing']);
  });

  it('follows a symlinked database', async () => {
    const builder = image().layer({ ...OS, 'opt/db': deb('a', '1'), 'var/lib/dpkg/status': symlink('/opt/db') });
    expect(since(await inventoryOf(builder))).toEqual(['a 1 0']);
  });

  it('the distribution of the top counts, also through the usual symlink', async () => {
    const builder = image()
      .layer({
        'usr/lib/os-release': 'ID=debian\nVERSION_ID=11\n',
        'etc/': directory(),
        'etc/os-release': symlink('../usr/lib/os-release'),
      })
      .layer({ 'usr/lib/os-release': 'ID=debian\nVERSION_ID=12\n' });
    expect((await inventoryOf(builder)).distros[0]!.distro.versionId).toBe('12');
  });
});

describe('layers are read once', () => {
  it('only what is new is read, and nothing of an image seen before', async () => {
    const store = memory();
    const base = image().layer({ ...OS, ...status(deb('a', '1')) });
    await inventoryOf(base.layer({ x: '1' }), store);
    expect(store.passes).toHaveLength(2);
    await inventoryOf(base.layer({ x: '2' }), store);
    expect(store.passes).toHaveLength(3);
    await inventoryOf(base.layer({ x: '2' }), store);
    expect(store.passes).toHaveLength(3);
  });

  it('a layer that occurs twice is read once', async () => {
    const store = memory();
    await inventoryOf(image().layer(OS).layer({ x: '1' }).layer(OS), store);
    expect(store.passes).toHaveLength(2);
  });
});

describe('a file of an OS package that a later layer wrote again', () => {
  const path = 'usr/lib/python3/dist-packages/six-1.16.0.dist-info/METADATA';
  const metadata = 'Name: six\nVersion: 1.16.0\n';
  const md5 = createHash('md5').update(metadata).digest('hex');
  const base = image().layer({
    ...OS,
    lib: symlink('usr/lib'),
    ...status(deb('python3-six', '1.16.0-4')),
    'var/lib/dpkg/info/python3-six.list': `/.\n/${path}\n`,
    'var/lib/dpkg/info/python3-six.md5sums': `${md5}  ${path}\n`,
    [path]: metadata,
  });
  const ownership = async (builder: ImageBuilder) => {
    const { packages } = await inventoryOf(builder);
    return packages.filter(({ type }) => type === 'pypi').map(({ owner, overwritten }) => [owner, overwritten]);
  };
  const owner = 'deb/debian/python3-six@1.16.0-4?arch=amd64';

  it('stays owned while its bytes are those that the package recorded (chown, chmod), also when written through a symlink', async () => {
    expect(await ownership(base)).toEqual([[owner, undefined]]);
    expect(await ownership(base.layer({ [path]: metadata }))).toEqual([[owner, undefined]]);
    expect(await ownership(base.layer({ [path.replace('usr/', '')]: metadata }))).toEqual([[owner, undefined]]);
  });

  it('is nobody’s when its bytes are others', async () => {
    expect(await ownership(base.layer({ [path]: `${metadata}License: none\n` }))).toEqual([[undefined, owner]]);
  });
});
