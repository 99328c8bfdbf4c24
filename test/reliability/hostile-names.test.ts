import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputFormats } from '../../src/report/index.ts';
import { writeFeeds } from '../kit/feeds.ts';
import { image } from '../kit/image.ts';
import { type Ran, runCli, scratch } from '../kit/run-cli.ts';

/** Names that a terminal, a browser, a spreadsheet or a parser would act on: in every format of every command they are text. */
const directory = scratch();
const at = (name: string) => join(directory, name);
const NAMES: Readonly<Record<string, string>> = {
  ansi: '\u001b[2J\u001b]0;owned\u0007\u009b31mred',
  newline: 'a\nerror: fake\r\nb\u0085c\u2028d\u2029e\u000bf',
  html: '</script><img src=x onerror=alert(1)>\'"><!--',
  formula: '=cmd()|calc',
  bidi: 'a\u202egpj.exe\u2066x\u2069\u061c',
  hidden: 'z\u200bw\u200d\u2060n\ufeffx\u00ad\u{e0041}',
  surrogate: 'lone\ud800half',
  long: 'x'.repeat(10_000),
  markdown: '|cell|\n|---|\n`code` [link](javascript:alert(1)) **b**',
  back: 'abc\b\b\bxyz\u007f\t',
};
const modules = Object.fromEntries(
  Object.entries(NAMES).flatMap(([kind, text]) => [
    [`${kind}/node_modules/x/package.json`, JSON.stringify({ name: text, version: '1.0.0', license: text })],
    [`${kind}/node_modules/y/package.json`, JSON.stringify({ name: `y-${kind}`, version: `1.0.0-${text}` })],
    [
      `p-${text.slice(0, 200).replaceAll('/', '_').replaceAll('\ud800', '\ufffd')}/node_modules/z/package.json`,
      `{"name":"z-${kind}","version":"1.0.0"}`,
    ],
  ]),
);
const builder = image({
  labels: Object.fromEntries(
    Object.entries(NAMES).flatMap(([kind, text]) => [
      [kind, text],
      [text, kind],
    ]),
  ),
  env: Object.values(NAMES).map((text, i) => `V${i}${text}=${text}`),
})
  .layer(
    {
      ...modules,
      'app/node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}',
      'etc/os-release': `ID=debian\nVERSION_ID="12"\nPRETTY_NAME="${NAMES['ansi']}"\n`,
      'var/lib/dpkg/status': `Package: dpkg-${NAMES['ansi']}\nStatus: install ok installed\nVersion: 1${NAMES['bidi']}\nArchitecture: amd64\nMaintainer: ${NAMES['html']}\n`,
    },
    { createdBy: `RUN ${Object.values(NAMES).join(' ')}` },
  )
  .instruction(`ENV ${NAMES['ansi']}`);
const name = `oci-dir:${builder.build().writeLayout(at('layout'))}`;
const environment = { PLIMSOLL_CACHE_DIR: at('cache'), SOURCE_DATE_EPOCH: '1796000000' };
/** Advisories are foreign text too. */
beforeAll(async () => {
  const feeds = writeFeeds(at('feeds'), { revision: '1', packages: 1 });
  const all = Object.values(NAMES).join(' ');
  const record = (id: string, fixed: string) => ({
    schema_version: '1.7.0',
    id,
    modified: '2026-01-01T00:00:00Z',
    aliases: ['CVE-2021-44906', NAMES['ansi']],
    summary: all,
    details: all,
    references: [
      { type: 'WEB', url: `javascript:alert(1)//${all}` },
      { type: 'WEB', url: `https://host/${all}` },
    ],
    severity: [{ type: 'CVSS_V3', score: all }],
    database_specific: { severity: NAMES['newline'], cwe_ids: [NAMES['html']] },
    affected: [
      {
        package: { ecosystem: 'npm', name: 'minimist' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
  });
  writeFileSync(join(feeds, 'osv/GHSA-1.json'), JSON.stringify(record('GHSA-1', '1.2.6')));
  writeFileSync(
    join(feeds, 'osv/GHSA-2.json'),
    JSON.stringify(record(`GHSA-${NAMES['bidi']}`, `1.2.7${NAMES['ansi']}`)),
  );
  writeFileSync(join(feeds, 'osv', 'GHSA-\u001b[2J\n.json'), '{"id":');
  const ran = await run(['db', 'build', '--from', feeds]);
  expect(ran.code).toBe(0);
  expectInert('db build', ran.stdout + ran.stderr);
  expect((await run(['cves', name])).stdout).toContain('CVE-2021-44906');
});

const commands: readonly (readonly string[])[] = [
  ['scan', name],
  ['cves', name],
  ['quickview', name],
  ['sbom', name],
  ['explain', name, 'CVE-2021-44906'],
  ['explain', name, NAMES['ansi']!],
  ['db', 'search', NAMES['newline']!],
  ['db', 'search', 'minimist'],
  ['db', 'search', NAMES['bidi']!],
  ['db', 'status'],
];
/** Formats whose text is one JSON document. */
const JSON_FORMATS = ['cyclonedx', 'github', 'json', 'sarif', 'spdx', 'syft-json'];
/** What a terminal acts on or nobody sees; line breaks and our own colors apart. */
const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;
/** What JSON must not pass on as it is: controls, and marks that turn or hide the text around them. */
const ACTIVE_IN_JSON = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

function expectInert(where: string, text: string, active = ACTIVE): void {
  const plain = text.replaceAll('\n', ' ');
  const found = active.exec(plain);
  const near = found === null ? '' : JSON.stringify(plain.slice(Math.max(0, found.index - 60), found.index + 20));
  expect([where, near]).toEqual([where, '']);
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  runCli(args, { env: { ...environment, ...env } });

/** Formats that only `lint` has are tested there. */
const lintOnly = ['checkstyle', 'codeclimate', 'github-annotations', 'gitlab-codeclimate', 'gnu', 'junit', 'sonarqube'];
const reportFormats = outputFormats.map(({ id }) => id).filter((id) => !lintOnly.includes(id));

describe('names that are attacks', () => {
  it.each(reportFormats)('--format %s of every command', async (format) => {
    let shown = 0;
    for (const command of commands) {
      const where = `${command.slice(0, 2).join(' ').slice(0, 40)} --format ${format}`;
      const ran = await run([...command, '--format', format]);
      expectInert(`${where}: standard error`, ran.stderr);
      if (ran.code !== 0) {
        expect([where, ran.stderr]).toEqual([where, expect.stringContaining('[cli/format-does-not-fit]')]);
        continue;
      }
      shown++;
      expect([where, ran.stdout.isWellFormed()]).toEqual([where, true]);
      expect([where, ran.stdout.includes('\ufffd'.repeat(2))]).toEqual([where, false]);
      expectInert(where, ran.stdout, JSON_FORMATS.includes(format) ? ACTIVE_IN_JSON : ACTIVE);
      if (JSON_FORMATS.includes(format)) expectWellFormed(where, JSON.parse(ran.stdout));
    }
    expect(shown).toBeGreaterThan(0);
  });

  it('a table on a terminal, painted, at any width: only our own colors, and no line is forged', async () => {
    for (const command of commands) {
      for (const width of ['64', '200']) {
        const where = `${command[0]} --width ${width}`;
        const ran = await run([...command, '--format', 'table', '--color', 'always', '--width', width]);
        expect([where, ran.code]).toEqual([where, 0]);
        expectInert(where, ran.stdout.replace(/\u001b\[\d{1,2}(?:;\d{1,2})*m/g, ''));
        // What stands in a cell starts no line.
        for (const line of ran.stdout.split('\n'))
          expect([where, /^(?:error: fake|b\\|---)/.test(line)]).toEqual([where, false]);
      }
      const plain = await run([...command, '--format', 'table'], { LANG: 'C', LC_ALL: 'C' });
      expect([command[0], /^[\x20-\x7e\n]*$/.test(plain.stdout)]).toEqual([command[0], true]);
    }
  });

  it('errors about such names are one line of text', async () => {
    for (const [kind, text] of Object.entries(NAMES)) {
      if (kind === 'surrogate') continue;
      for (const args of [
        ['scan', text],
        ['scan', `oci-dir:/nowhere/${text}`],
        ['scan', `--${text}`, name],
      ]) {
        const ran = await run(args);
        expectInert(`${args.join(' ').slice(0, 30)}: ${kind}`, ran.stderr);
        expect([kind, ran.code, ran.stdout, ran.stderr.split('\n').length <= 4]).toEqual([kind, 1, '', true]);
        expect(ran.stderr.length).toBeLessThan(5000);
      }
    }
  });
});

/** No lone surrogate in any string, key or value: strict readers refuse them. */
function expectWellFormed(where: string, document: unknown): void {
  const left: unknown[] = [document];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') expect([where, value.isWellFormed()]).toEqual([where, true]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) left.push(key, inner);
  }
}
