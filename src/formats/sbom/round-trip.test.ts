import { describe, expect, it } from 'vitest';
import { image } from '../../../test/kit/image.ts';
import { inventoryOf } from '../../../test/kit/scan-built.ts';
import { distroOf, type Inventory } from '../../model/inventory.ts';
import type { OutputFormat } from '../../model/output-format.ts';
import { packageIdOf } from '../../model/package.ts';
import type { Report, ReportView } from '../../model/report.ts';
import { cyclonedx } from '../../report/cyclonedx.ts';
import { json } from '../../report/json.ts';
import { spdx } from '../../report/spdx.ts';
import { spdxTagValue } from '../../report/spdx-tag-value.ts';
import { syftJson } from '../../report/syft-json.ts';
import { parseSbom } from './parse-sbom.ts';

const status = [
  'Package: python3-six\nStatus: install ok installed\nVersion: 1.16.0-4\nArchitecture: all\nSource: six\nMaintainer: Debian <python@debian.org>\n',
  'Package: libc6\nStatus: install ok installed\nVersion: 2.36-9+deb12u4\nArchitecture: amd64\nSource: glibc\nMaintainer: Debian <glibc@debian.org>\n',
  'Package: bsdutils\nStatus: install ok installed\nVersion: 1:2.38.1-5+b1\nArchitecture: amd64\nSource: util-linux (2.38.1-5)\nMaintainer: Debian <u@debian.org>\n',
  'Package: docker-ce-cli\nStatus: install ok installed\nVersion: 5:24.0.7-1~debian.12~bookworm\nArchitecture: amd64\nMaintainer: Docker <support@docker.com>\n',
].join('\n');
const copyright = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nLicense: Zlib\n';

/** OS packages of two vendors, one that owns a Python package, scoped npm packages, a version without number. */
const built = image({ architecture: 'amd64' })
  .layer({
    'etc/os-release':
      'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    'var/lib/dpkg/status': status,
    'var/lib/dpkg/info/python3-six.list': '/usr/lib/python3/dist-packages/six-1.16.0.egg-info\n',
    'usr/lib/python3/dist-packages/six-1.16.0.egg-info': 'Name: six\nVersion: 1.16.0\nLicense: MIT\n',
    'usr/share/doc/python3-six/copyright': copyright,
  })
  .layer({
    'usr/lib/python3.11/site-packages/PyYAML_x-6.0.dist-info/METADATA':
      'Name: PyYAML_x\nVersion: 6.0\nLicense: Apache-2.0\n',
    'srv/app/package.json': '{"name":"shop","version":"2.0.0","dependencies":{"@babel/core":"7"}}',
    'srv/app/node_modules/@babel/core/package.json': '{"name":"@babel/core","version":"7.1.0","license":"MIT"}',
    'srv/app/node_modules/JSONStream/package.json':
      '{"name":"JSONStream","version":"1.3.5","license":"(MIT OR Apache-2.0)"}',
  });

const view = { width: 80, paint: false, unicode: true, links: false };

function render(format: Pick<OutputFormat<ReportView>, 'render'>, inventories: readonly Inventory[]): Uint8Array {
  const report: Report = {
    kind: 'report',
    schemaVersion: 1,
    tool: { name: 'plimsoll', version: '1.0.0' },
    knowledge: null,
    at: '2026-11-21T12:00:00.000Z',
    subjects: inventories.map((inventory) => ({
      inventory,
      endOfLife: null,
      base: null,
      vulnerabilities: [],
      undecided: [],
      diagnostics: [],
    })),
  };
  return new TextEncoder().encode([...format.render({ kind: 'sbom', report }, view)].join(''));
}

/** Packages as a document without layers can tell them. */
function withoutLayers({ packages }: Inventory) {
  return packages.map(({ introduced: _, ...pkg }) => ({
    ...pkg,
    licenses: [...pkg.licenses].sort(),
    locations: pkg.locations.map(({ layer: _, ...location }) => location),
  }));
}

type Printer = Pick<OutputFormat<ReportView>, 'id' | 'render'>;

const formats: readonly Printer[] = [cyclonedx, json, spdx, spdxTagValue, syftJson];

describe.each(formats)('our own document as $id', (format) => {
  it('holds the packages of the image, whole', async () => {
    const inventory = await inventoryOf(built);
    expect(inventory.packages.length).toBeGreaterThan(7);
    expect(inventory.packages.map(({ vendor }) => vendor)).toContain('distro');
    expect(inventory.packages.filter(({ owner }) => owner !== undefined).map(({ name }) => name)).toEqual(['six']);
    const { subjects, diagnostics } = parseSbom(render(format, [inventory]));
    expect(diagnostics).toEqual([]);
    expect(subjects).toHaveLength(1);
    const [subject] = subjects;
    expect(subject?.packages).toEqual(withoutLayers(inventory));
    expect(subject?.of).toBe(inventory.source.kind === 'image' && inventory.source.manifest);
    expect(subject?.name).toBe('test');
    expect(subject?.complete).toBe(true);
    // The report's `os` has no codename, and needs none: 12 is the release.
    expect({ codename: 'bookworm', ...subject?.distro }).toEqual(distroOf(inventory));
    for (const pkg of subject?.packages ?? []) {
      expect(pkg.id).toBe(packageIdOf(pkg) + (pkg.owner === undefined ? '' : `#${pkg.owner}`));
    }
  });

  it('says so when the image was not read whole', async () => {
    const inventory = { ...(await inventoryOf(built)), complete: false };
    expect(parseSbom(render(format, [inventory])).subjects[0]?.complete).toBe(false);
  });
});

it.each(formats.filter(({ id }) => id !== 'syft-json'))('$id keeps the images of an index apart', async (format) => {
  const other = await inventoryOf(
    image({ architecture: 'arm64' }).layer({
      'etc/os-release': 'ID=alpine\nVERSION_ID=3.18.4\nPRETTY_NAME="Alpine Linux v3.18"\n',
      'lib/apk/db/installed': 'P:musl\nV:1.2.4-r2\nA:aarch64\no:musl\nL:MIT\n\n',
    }),
  );
  const inventories = [await inventoryOf(built), { ...other, complete: false }];
  const { subjects } = parseSbom(render(format, inventories));
  expect(subjects.map(({ packages }) => packages)).toEqual(inventories.map(withoutLayers));
  expect(subjects.map(({ distro }) => distro?.id)).toEqual(['debian', 'alpine']);
  expect(subjects.map(({ complete }) => complete)).toEqual([true, false]);
});
