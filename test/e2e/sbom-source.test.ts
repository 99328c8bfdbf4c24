import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportJson } from '../../src/model/report-json.ts';
import { ROOT, runCli, scratch } from '../kit/run-cli.ts';
import { reasonToSkip, sharedDirectory } from '../kit/shared.ts';

const directory = scratch();
const env = { PLIMSOLL_CACHE_DIR: join(directory, 'cache') };
const formats = ['cyclonedx', 'json', 'spdx', 'spdx-tag-value', 'syft-json'] as const;

async function cves(name: string, stdin?: Uint8Array) {
  const run = await runCli(['cves', '--format', 'json', name], { env, ...(stdin && { stdin }) });
  expect(run.stderr).toBe('');
  const { subjects } = JSON.parse(run.stdout) as ReportJson;
  return subjects.map(({ vulnerabilities, undecided }) => ({
    vulnerabilities: vulnerabilities.map(({ id, package: pkg, status, severity }) => [id, pkg, status, severity]),
    undecided: undecided.map(({ id, package: pkg, why }) => [id, pkg, why]),
  }));
}

async function sbom(image: string, format: string): Promise<string> {
  const file = join(directory, `${format}-${image.replace(/\W+/g, '-')}`);
  expect((await runCli(['sbom', '--format', `${format}=${file}`, image], { env })).code).toBe(0);
  return file;
}

describe.each(formats)('an SBOM as %s tells the same flaws as the image', (format) => {
  const example = `oci-dir:${join(ROOT, 'examples/image')}`;

  it('from a file', async () => {
    expect(await cves(`sbom://${await sbom(example, format)}`)).toEqual(await cves(example));
  });

  it('from standard input', async () => {
    const file = readFileSync(await sbom(example, format));
    expect(await cves('sbom://-', file)).toEqual(await cves(example));
  });

  const images = ['alpine-app:3.18', 'debian-web:bullseye', 'java-shop:distroless', 'python-api:bookworm', 'rpm-app:1'];
  const missing = reasonToSkip();
  it.skipIf(missing !== '').each(images)(`of %s${missing}`, async (ref) => {
    const image = `oci-dir:${join(sharedDirectory() ?? '', 'images/oci')}:${ref}`;
    expect(await cves(`sbom://${await sbom(image, format)}`)).toEqual(await cves(image));
  });
});

it.each([
  ['a file that is none', 'README.md', 'sbom/unknown-format'],
  ['no file', 'nothing.json', 'image/not-found'],
  ['a directory', 'src', 'image/unreadable'],
])('%s is an error of one line', async (_, name, code) => {
  const run = await runCli(['cves', `sbom://${name}`], { env });
  expect([run.code, run.stdout, run.stderr.split('\n')[0]]).toEqual([1, '', expect.stringContaining(`[${code}]`)]);
});
