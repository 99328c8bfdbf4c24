import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SubjectJson } from '../../src/model/report-json.ts';
import { buildSharedKnowledge, scanJson } from '../kit/cli.ts';
import { epssScores, knownExploited } from '../kit/oracle/exploitation.ts';
import { missingNatives } from '../kit/oracle/natives.ts';
import { oracle } from '../kit/oracle/oracle.ts';
import { oracleDistroOf, oraclePackagesOf } from '../kit/oracle/report-packages.ts';
import { scratch } from '../kit/run-cli.ts';
import { sharedDirectory } from '../kit/shared.ts';

/** The least number of rows that an image must have: a comparison of two empty sets would say nothing. */
const REFS: readonly (readonly [ref: string, least: number])[] = [
  ['alpine-app:3.18', 4],
  ['debian-web:bullseye', 120],
  ['debian-web:bullseye-patched', 90],
  ['go-tool:scratch', 250],
  ['java-shop:distroless', 100],
  ['leaky:bookworm', 1],
  ['multi-arch:latest', 100],
  ['python-api:bookworm', 90],
  ['rpm-app:1', 12],
  ['rpm-usr:1', 0],
  ['rust-cli:scratch', 15],
  ['web-new:1', 50],
  ['web-old:1', 100],
];

const shared = sharedDirectory();
const missing = [...(shared === undefined ? ['../shared'] : []), ...missingNatives()];
const cache = scratch();

/** Lines that only one side has, the first twenty. */
function differences(program: ReadonlySet<string>, oracleSays: ReadonlySet<string>): string {
  const lines = [
    ...[...program].filter((line) => !oracleSays.has(line)).map((line) => `only the program: ${line}`),
    ...[...oracleSays].filter((line) => !program.has(line)).map((line) => `only the oracle:  ${line}`),
  ].sort();
  return [...lines.slice(0, 20), ...(lines.length > 20 ? [`… and ${lines.length - 20} more`] : [])].join('\n');
}

/** `flaw package fixed: versions`, `flaw package undecided`. */
function programLines({ vulnerabilities, undecided }: SubjectJson): Set<string> {
  return new Set([
    ...vulnerabilities.map((row) =>
      lineOf(
        `${row.id} ${row.package}`,
        true,
        row.fixes.map(({ version }) => version),
      ),
    ),
    ...undecided.map((row) => lineOf(`${row.id} ${row.package}`, 'unknown', [])),
  ]);
}

function lineOf(key: string, affected: boolean | 'unknown', fixes: readonly string[]): string {
  return affected === 'unknown' ? `${key} undecided` : `${key} fixed: ${fixes.join(', ') || 'nowhere'}`;
}

describe.skipIf(missing.length > 0)(
  `every vulnerability, confirmed by a second matcher${missing.length > 0 ? ` (skipped: needs ${missing.join(', ')})` : ''}`,
  () => {
    const advisories = join(shared ?? '', 'advisories');
    const env = { PLIMSOLL_CACHE_DIR: join(cache, 'cache') };
    beforeAll(() => buildSharedKnowledge(shared!, env.PLIMSOLL_CACHE_DIR), 300_000);

    it.each(REFS)('%s', async (ref, least) => {
      const report = await scanJson(`oci-dir:${join(shared!, 'images/oci')}:${ref}`, env);
      const [epss, exploited] = [epssScores(advisories), knownExploited(advisories)];
      expect(report.subjects.length).toBe(1);
      for (const subject of report.subjects) {
        const says = await oracle(oraclePackagesOf(subject), oracleDistroOf(subject.image), advisories);
        const lines = new Set([...says].map(([key, { affected, fixes }]) => lineOf(key, affected, fixes)));
        expect(differences(programLines(subject), lines)).toBe('');
        expect(subject.vulnerabilities.length).toBeGreaterThanOrEqual(least);
        const pairs = subject.vulnerabilities.map((row) => `${row.id} ${row.package}`);
        expect(new Set(pairs).size, 'one row for a flaw and a package').toBe(pairs.length);
        for (const row of subject.vulnerabilities) {
          expect([row.id, row.epss]).toEqual([row.id, epss.get(row.id) ?? null]);
          expect([row.id, row.kev?.dueDate]).toEqual([row.id, exploited.get(row.id)]);
        }
      }
    });
  },
);
