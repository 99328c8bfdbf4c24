import { PlimsollError } from '../model/error.ts';
import { distroOf } from '../model/inventory.ts';
import type { OutputFormat } from '../model/output-format.ts';
import type { Package } from '../model/package.ts';
import type { ReportView, SubjectReport } from '../model/report.ts';
import { escapeText } from './parts/escape.ts';
import { sentencesOf } from './parts/not-looked-at.ts';
import { compareText } from './parts/order.ts';
import { printJsonPieces, streamedList, streamedRecord } from './parts/print-json.ts';
import { packagesById } from './parts/subject.ts';
import { syftArtifact, syftIdOf } from './parts/syft-artifact.ts';
import { syftDistro, syftSource } from './parts/syft-source.ts';

const SCHEMA = '16.0.34';

/**
 * The JSON form of Syft 1.x (its schema, version 16), which Grype and others read. It holds packages and no vulnerabilities, and
 * speaks of one image: `report/one-subject` for more.
 */
export const syftJson = {
  id: 'syft-json',
  mediaType: 'application/vnd.syft+json',
  extension: 'syft.json',
  accepts: ['cves', 'sbom', 'scan'],
  *render({ kind, report }) {
    const [subject, ...others] = report.subjects;
    if (subject === undefined || others.length > 0) {
      throw new PlimsollError(
        'report/one-subject',
        `syft-json tells of one image, this report of ${report.subjects.length}`,
        {
          help: ['choose one with --platform, or another format: cyclonedx and spdx hold several'],
        },
      );
    }
    const { inventory } = subject;
    const packages = [...inventory.packages].sort((a, b) => compareText(a.id, b.id));
    yield* printJsonPieces(
      streamedRecord([
        ['artifacts', streamedList(artifactsOf(packages, subject))],
        ['artifactRelationships', streamedList(relationshipsOf(packages, subject))],
        ['source', syftSource(inventory)],
        ['distro', syftDistro(distroOf(inventory))],
        [
          'descriptor',
          {
            name: report.tool.name,
            version: report.tool.version,
            configuration: {
              at: report.at,
              complete: inventory.complete,
              notLookedAt: sentencesOf(subject, { safe: (text) => escapeText(text, true) }),
              knowledge: kind === 'sbom' ? undefined : (report.knowledge?.digest ?? null),
            },
          },
        ],
        [
          'schema',
          {
            version: SCHEMA,
            url: `https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-${SCHEMA}.json`,
          },
        ],
      ]),
    );
  },
} as const satisfies OutputFormat<ReportView>;

function* artifactsOf(packages: readonly Package[], { inventory }: SubjectReport) {
  for (const pkg of packages) yield syftArtifact(pkg, inventory);
}

/** Which OS package brought the files that define a package: readers drop the latter where the distribution speaks for it. */
function* relationshipsOf(packages: readonly Package[], subject: SubjectReport) {
  const known = packagesById(subject);
  for (const { id, owner } of packages) {
    if (owner !== undefined && known.has(owner))
      yield { parent: syftIdOf(owner), child: syftIdOf(id), type: 'ownership-by-file-overlap' };
  }
}
