import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blobPath, image, layoutFilesOf, tarOfFiles, writeFiles } from '../kit/image.ts';
import { runCli, scratch } from '../kit/run-cli.ts';

const directory = scratch();
const at = (name: string) => join(directory, name);
const good = image().layer({ 'node_modules/x/package.json': '{"name":"x","version":"1.0.0"}' }).build();
const arm = image({ architecture: 'arm64' }).layer({ a: 'x' }).build();

writeFileSync(at('empty.tar'), '');
writeFileSync(at('text.tar'), 'this is no image\n'.repeat(100));
writeFileSync(at('other.tar'), tarOfFiles(new Map([['hello', Buffer.from('x')]])));
writeFileSync(at('cut.tar'), good.ociTar().subarray(0, -3000));
good.writeLayout(at('good'));
arm.writeLayout(at('arm'));
writeFiles(
  at('two'),
  layoutFilesOf([
    ['one', good],
    ['two', arm],
  ]),
);
writeFiles(
  at('wrong'),
  layoutFilesOf(
    [['latest', good]],
    new Map([[blobPath(good.layers[0]!.blob), Buffer.alloc(good.layers[0]!.blob.length, 1)]]),
  ),
);
writeFiles(at('missing'), new Map([...good.layoutFiles()].filter(([name]) => name !== blobPath(good.layers[0]!.blob))));
mkdirSync(at('tmp'));

const refusing = createServer((_, response) => response.writeHead(403).end('{"errors":[{"code":"DENIED"}]}')).listen(
  0,
  '127.0.0.1',
);
await new Promise((resolve) => refusing.once('listening', resolve));
afterAll(() => void refusing.close());
const { port } = refusing.address() as AddressInfo;

describe('bad input ends in one clear error, exit 1, and nothing half-written', () => {
  it.each<[string, string[], RegExp, RegExp]>([
    ['an empty file', [`archive://${at('empty.tar')}`], /empty\.tar is empty.*\[image\/empty\]/, /\w/],
    ['a file that is no image', [`archive://${at('text.tar')}`], /text\.tar.*\[image\/not-an-image\]/, /\w/],
    ['a tar that is no image', [`archive://${at('other.tar')}`], /other\.tar.*\[image\/not-an-image\]/, /\w/],
    ['a truncated archive', [`archive://${at('cut.tar')}`], /cut\.tar.*\[image\/truncated/, /\w/],
    ['no such file', [`archive://${at('nowhere.tar')}`], /nowhere\.tar.*\[image\/not-found\]/, /\w/],
    [
      'a layer with other bytes',
      [`oci-dir:${at('wrong')}`],
      /layer 0\b.*\[image\/(digest-mismatch|diff-id-mismatch|corrupt-layer|truncated-layer)\]/,
      /damaged/,
    ],
    ['a blob that is missing', [`oci-dir:${at('missing')}`], /\[image\/[a-z-]+\]/, /\w/],
    [
      'a platform that is not there',
      ['--platform', 'linux/s390x', `oci-dir:${at('good')}`],
      /no image for linux\/s390x.*\[image\/no-platform\]/,
      /linux\/amd64/,
    ],
    [
      'no reference among several',
      [`oci-dir:${at('two')}`],
      /holds 2 images.*\[image\/no-such-reference\]/,
      /one, two/,
    ],
    [
      'a reference that is not there',
      ['--ref', 'three', `oci-dir:${at('two')}`],
      /three.*\[image\/no-such-reference\]/,
      /one, two/,
    ],
    ['a registry that nobody runs', ['registry://localhost:1/shop:1'], /localhost:1.*\[registry\/unreachable\]/, /\w/],
    ['a registry that refuses', [`registry://localhost:${port}/shop:1`], /shop:1.*\[registry\/denied\]/, /\w/],
    ['a directory that is not there', [`rootfs://${at('nowhere')}`], /nowhere.*\[image\/not-found\]/, /\w/],
    ['a file as a directory', [`rootfs://${at('empty.tar')}`], /empty\.tar.*\[image\/unreadable\]/, /\w/],
    ['a scheme that is none', ['ftp://x/y'], /ftp.*\[image\/unknown-scheme\]/, /\w/],
    ['a name that is none', ['registry://UPPER/Case'], /\[image\/invalid-reference\]/, /\w/],
  ])('%s', async (_, args, error, help) => {
    const output = at('report.json');
    const { code, stdout, stderr } = await runCli(['scan', '--format', `json=${output}`, ...args], {
      env: { PLIMSOLL_CACHE_DIR: at('cache'), TMPDIR: at('tmp') },
    });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('error: '))).toHaveLength(1);
    expect(lines[0]).toMatch(error);
    expect(lines.length).toBeLessThanOrEqual(3);
    expect(lines.slice(1).join('\n')).toMatch(help);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}\S/);
    expect([code, stdout]).toEqual([1, '']);
    expect(readdirSync(directory)).not.toContain('report.json');
    expect(readdirSync(at('tmp'))).toEqual([]);
  });

  it('no knowledge at all', async () => {
    // The shipped store is there as long as the program is built; a broken own store must not fall back to it in silence.
    mkdirSync(at('broken/knowledge'), { recursive: true });
    writeFileSync(at(`broken/knowledge/${'a'.repeat(64)}.rows`), 'nothing');
    writeFileSync(at('broken/knowledge/current'), `${'a'.repeat(64)}.rows\n`);
    const { code, stderr } = await runCli(['scan', `oci-dir:${at('good')}`], {
      env: { PLIMSOLL_CACHE_DIR: at('broken') },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*\[knowledge\/corrupt\]/);
  });

  it('a bad file inside an image is a diagnostic, and the rest is there', async () => {
    const layout = image()
      .layer({
        'a/node_modules/x/package.json': '{"name":',
        'b/node_modules/y/package.json': '{"name":"y","version":"1.0.0"}',
      })
      .build()
      .writeLayout(at('bad-file'));
    const { code, stdout } = await runCli(['sbom', `oci-dir:${layout}`], { env: { PLIMSOLL_CACHE_DIR: at('cache') } });
    const [subject] = JSON.parse(stdout).subjects;
    expect(code).toBe(0);
    expect(subject.packages.map(({ name }: { name: string }) => name)).toEqual(['y']);
    expect(subject.diagnostics).toEqual([
      expect.objectContaining({ code: 'catalogers/npm-unreadable', path: 'a/node_modules/x/package.json', layer: 0 }),
    ]);
  });

  it('an image of another platform alone is scanned with a note, and refused when its own was asked for', async () => {
    const env = { PLIMSOLL_CACHE_DIR: at('cache') };
    const scanned = await runCli(['sbom', `oci-dir:${at('arm')}`], { env });
    expect(JSON.parse(scanned.stdout).subjects[0].diagnostics.map(({ code }: { code: string }) => code)).toContain(
      process.arch === 'arm64' ? undefined : 'image/other-platform',
    );
    expect((await runCli(['sbom', '--platform', 'linux/amd64', `oci-dir:${at('arm')}`], { env })).stderr).toContain(
      '[image/no-platform]',
    );
  });
});
