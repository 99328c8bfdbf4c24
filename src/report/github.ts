import type { OutputFormat } from '../model/output-format.ts';
import type { Report, ReportView } from '../model/report.ts';
import { escapeText } from './parts/escape.ts';
import { githubManifests } from './parts/github-manifests.ts';
import { sentencesOf } from './parts/not-looked-at.ts';
import { printJsonPieces, streamedRecord } from './parts/print-json.ts';
import { shorten } from './parts/text-width.ts';

/** Values of metadata are meant to be small. */
const LONGEST = 400;

/**
 * A snapshot for GitHub's dependency submission (REST API, "Create a snapshot of dependencies for a repository"). `job`, `ref` and,
 * unless a label of the image tells the commit, `sha` belong to whoever submits it and adds them.
 */
export const github = {
  id: 'github',
  mediaType: 'application/json',
  extension: 'github.json',
  accepts: ['cves', 'sbom', 'scan'],
  *render(view) {
    const { report } = view;
    yield* printJsonPieces(
      streamedRecord([
        ['version', 0],
        ['sha', commitOf(report)],
        // The interface wants an address; an empty one claims none.
        ['detector', { name: report.tool.name, version: report.tool.version, url: '' }],
        ['metadata', metadataOf(view)],
        ['manifests', streamedRecord(githubManifests(report))],
        ['scanned', report.at],
      ]),
    );
  },
} as const satisfies OutputFormat<ReportView>;

/** The commit that the image was built from, when its label tells one (image-spec, annotations.md). */
function commitOf({ subjects }: Report): string | undefined {
  const told = new Set(
    subjects.map(({ inventory }) => inventory.config?.labels['org.opencontainers.image.revision'] ?? ''),
  );
  const [only = '', ...others] = told;
  return others.length === 0 && /^[0-9a-f]{40}$/.test(only) ? only : undefined;
}

/** At most eight keys with scalar values are allowed. */
function metadataOf({ kind, report }: ReportView): Readonly<Record<string, string | boolean>> {
  const limits = report.subjects.flatMap((subject) => sentencesOf(subject, { safe: (text) => escapeText(text, true) }));
  return {
    'plimsoll:complete': report.subjects.every(({ inventory }) => inventory.complete),
    ...(limits.length > 0 && { 'plimsoll:not-looked-at': shorten(limits.join('; '), LONGEST, '…') }),
    ...(kind !== 'sbom' && { 'plimsoll:knowledge': report.knowledge?.digest ?? 'none' }),
  };
}
