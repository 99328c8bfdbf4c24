import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gateOf } from '../../src/cli/parts/gate.ts';
import { zip } from '../../src/formats/bytes/testdata/zips.ts';
import { goProgram } from '../kit/go-program.ts';
import { image } from '../kit/image.ts';
import { ROOT } from '../kit/run-cli.ts';
import { inventoryOf } from '../kit/scan-built.ts';
import { bytes, type Entry } from '../kit/tar.ts';

/** One kind of file: its good form, and ways in which one of several can be bad. */
interface Kind {
  readonly path: (name: string) => string;
  readonly good: (name: string) => Uint8Array;
  readonly faults: Readonly<Record<string, (good: Uint8Array, name: string) => Uint8Array>>;
}

const half = (good: Uint8Array) => good.subarray(0, Math.floor(good.length / 2));
const stanza = (name: string, version = 'Version: 1\n') =>
  `Package: ${name}\nStatus: install ok installed\n${version}Architecture: amd64\nMaintainer: Debian <x@debian.org>\n\n`;
function overwritten(good: Uint8Array, from: number, to: number, value: number): Uint8Array {
  return good.slice().fill(value, from, to);
}

const KINDS: Readonly<Record<string, Kind>> = {
  'dpkg status.d': {
    path: (name) => `var/lib/dpkg/status.d/${name}`,
    good: (name) => Buffer.from(stanza(name)),
    faults: {
      'no version': (_, name) => Buffer.from(stanza(name, '')),
      'an unknown state': (good) => Buffer.from(Buffer.from(good).toString().replace('ok installed', 'ok imagined')),
      garbage: () => Buffer.alloc(500, 0xee),
    },
  },
  apk: {
    path: () => 'lib/apk/db/installed',
    good: (name) => Buffer.from(`P:${name}\nV:1-r0\nA:x86_64\n\n`),
    faults: { 'no version': (_, name) => Buffer.from(`P:${name}\nA:x86_64\n\n`) },
  },
  jar: {
    path: (name) => `opt/${name}-1.0.jar`,
    good: (name) =>
      zip([
        {
          name: `META-INF/maven/org.example/${name}/pom.properties`,
          bytes: `groupId=org.example\nartifactId=${name}\nversion=1.0\n`,
        },
        { name: 'A.class', bytes: 'class' },
      ]),
    faults: {
      'cut off': half,
      empty: () => new Uint8Array(1),
      'a flipped byte': (good) => overwritten(good, 90, 92, 0xff),
    },
  },
  npm: {
    path: (name) => `app/node_modules/${name}/package.json`,
    good: (name) => Buffer.from(JSON.stringify({ name, version: '1.0.0' })),
    faults: {
      'cut off': half,
      'no version': (_, name) => Buffer.from(JSON.stringify({ name })),
      garbage: () => Buffer.alloc(100, 0xee),
    },
  },
  python: {
    path: (name) => `usr/lib/python3/site-packages/${name}-1.0.dist-info/METADATA`,
    good: (name) => Buffer.from(`Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n\n`),
    faults: {
      'no version': (_, name) => Buffer.from(`Metadata-Version: 2.1\nName: ${name}\n\n`),
      garbage: () => Buffer.alloc(100, 0xee),
    },
  },
  'go-binary': {
    path: (name) => `usr/bin/${name}`,
    good: (name) => goProgram([[`example.com/${name}`, 'v1.0.0']]),
    faults: {
      'no section table': (good) => overwritten(good, 0x28, 0x40, 0xff),
      'no program headers': (good) => overwritten(good, 0x20, 0x28, 0xff),
      'cut off': half,
    },
  },
};

const NAMES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const OS = { 'etc/os-release': 'ID=debian\nVERSION_ID=12\nPRETTY_NAME="Debian 12"\n' };

/** Five of a kind in one layer; some kinds keep all of theirs in one file. */
async function scan(kind: Kind, damaged?: { readonly name: string; readonly bytes: Uint8Array }) {
  const files: Record<string, Entry> = {};
  for (const name of NAMES) {
    const content = name === damaged?.name ? damaged.bytes : kind.good(name);
    const before = files[kind.path(name)]?.content;
    files[kind.path(name)] = { ...bytes(Buffer.concat([before ?? Buffer.alloc(0), content])), mode: 0o755 };
  }
  const inventory = await inventoryOf(
    image()
      .layer({ ...OS, ...files, 'var/lib/dpkg/status': stanza('base') })
      .layer({}),
  );
  const bad = inventory.diagnostics.filter(({ severity }) => severity !== 'info');
  const subject = { inventory, endOfLife: null, base: null, vulnerabilities: [], undecided: [], diagnostics: [] };
  const report = {
    kind: 'report',
    schemaVersion: 1,
    tool: { name: 'plimsoll', version: '0' },
    knowledge: null,
    at: '',
    subjects: [subject],
  } as const;
  return { ids: inventory.packages.map(({ id }) => id), bad, gate: gateOf(report, []) };
}

describe('one fault among many', () => {
  for (const [id, kind] of Object.entries(KINDS)) {
    it(`${id}: nothing is said of what is whole`, async () => {
      const { ids, bad, gate } = await scan(kind);
      for (const name of NAMES) expect(ids.some((one) => one.includes(name))).toBe(true);
      expect([bad, gate.isOpen]).toEqual([[], true]);
    });

    const cases = Object.keys(kind.faults).flatMap((fault) => [0, 2, 4].map((at) => [fault, NAMES[at]!] as const));
    it.each(cases)(
      `${id}: %s in %s is said once, takes nothing else away, and closes the gate`,
      async (fault, name) => {
        const clean = await scan(kind);
        const { ids, bad, gate } = await scan(kind, { name, bytes: kind.faults[fault]!(kind.good(name), name) });
        const lost = clean.ids.filter((one) => !ids.includes(one));
        expect(lost.filter((one) => !one.includes(name) && !one.includes('stdlib'))).toEqual([]);
        // A jar whose coordinates are gone still has its file name.
        expect(ids.filter((one) => !clean.ids.includes(one) && !one.includes(name))).toEqual([]);
        if (lost.length === 0) return;
        expect(bad.map(({ code }) => code)).toHaveLength(1);
        expect(gate.isOpen).toBe(false);
      },
    );
  }

  it('a page of the rpm database that is zeroed is said once, and the rest is there', async () => {
    const good = readFileSync(join(ROOT, 'src/contents/catalogers/testdata/rpm/rpmdb.sqlite'));
    const read = async (content: Uint8Array) => {
      const os = { 'etc/os-release': 'ID=fedora\nVERSION_ID=40\nPRETTY_NAME="Fedora 40"\n' };
      const { packages, diagnostics } = await inventoryOf(
        image().layer({ ...os, 'usr/lib/sysimage/rpm/rpmdb.sqlite': bytes(content) }),
      );
      return { ids: packages.map(({ id }) => id), bad: diagnostics.filter(({ severity }) => severity !== 'info') };
    };
    const clean = await read(good);
    expect(clean.bad).toEqual([]);
    const pageBytes = good.readUInt16BE(16);
    let losses = 0;
    for (let at = pageBytes; at < good.length; at += pageBytes) {
      const { ids, bad } = await read(overwritten(good, at, at + pageBytes, 0));
      expect(ids.filter((one) => !clean.ids.includes(one))).toEqual([]);
      if (ids.length === clean.ids.length) continue;
      losses++;
      expect(bad.filter(({ code }) => code.startsWith('catalogers/'))).toHaveLength(1);
    }
    expect(losses).toBeGreaterThan(0);
  });
});
