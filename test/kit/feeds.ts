import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FeedsOptions {
  /** Stands in every record, so that two makings can be told apart. */
  readonly revision: string;
  /** How many npm packages have an advisory each: `pkg-0`, `pkg-1` … */
  readonly packages: number;
}

/** A directory with one small document of every feed, so that a build takes nothing from the shipped snapshot. */
export function writeFeeds(directory: string, { revision, packages }: FeedsOptions): string {
  const modified = '2026-01-01T00:00:00Z';
  const secdb = (more: object) => ({
    ...more,
    packages: [{ pkg: { name: 'busybox', secfixes: { [`1.${revision}-r0`]: ['CVE-2020-0001'] } } }],
  });
  const documents: Readonly<Record<string, unknown>> = {
    'alpine.json': secdb({ distroversion: 'v3.18', reponame: 'main' }),
    'wolfi.json': secdb({ urlprefix: 'https://packages.wolfi.dev', reponame: 'os' }),
    'tracker.json': {
      openssl: { 'CVE-2020-0001': { releases: { bookworm: { status: 'resolved', fixed_version: `1.${revision}` } } } },
    },
    'debian.json': [{ cycle: '12', eol: '2028-06-30' }],
    'kev.json': {
      catalogVersion: revision,
      dateReleased: modified,
      vulnerabilities: [{ cveID: 'CVE-2020-0001', dueDate: '2026-02-01' }],
    },
  };
  mkdirSync(join(directory, 'osv'), { recursive: true });
  for (const [name, document] of Object.entries(documents))
    writeFileSync(join(directory, name), JSON.stringify(document));
  writeFileSync(join(directory, 'epss.csv'), `#score_date:${modified}\ncve,epss,percentile\nCVE-2020-0001,0.5,0.9\n`);
  for (let index = 0; index < packages; index++) {
    const id = `GHSA-${String(index).padStart(4, '0')}-aaaa-bbbb`;
    const record = {
      schema_version: '1.7.0',
      id,
      modified,
      summary: `flaw ${index} of revision ${revision}`,
      details: `${revision} `.repeat(40),
      affected: [
        {
          package: { ecosystem: 'npm', name: `pkg-${index}` },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: `9.0.${revision}` }] }],
        },
      ],
    };
    writeFileSync(join(directory, 'osv', `${id}.json`), JSON.stringify(record));
  }
  return directory;
}
